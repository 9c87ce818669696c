/* A ring of jobs: the caller fills them, workers do them, the caller takes them up in order.
 *
 * A job is some articles, so that a lock is worth taking, and the ring is short, so that
 * memory is bounded whatever the archive. */
#include "ingest/jobs.h"

#include <pthread.h>
#include <stdlib.h>

#define RING 6
#define JOB_BYTES ((size_t)64 << 10)        /* of text: some thirty times as much as terms */
#define JOB_ITEMS 64
#define THREADS_MOST 64

enum job_state { JOB_FREE, JOB_WAITING, JOB_TAKEN, JOB_DONE };

/* An article, or a ledger. */
struct item {
	const struct article *article;
	char id[ID_TEXT];
	bool replaces;
	struct ledger *ledger;
	struct origin *origin;
	uint64_t passages;
	struct error fault;
};

struct job {
	enum job_state state;
	struct arena *arena;
	struct item *items;
	size_t count, room, bytes;
	struct index_bundle *bundle;
};

/* What one thread needs to do a job. */
struct hand {
	struct index_maker *maker;
	struct arena *scratch;
};

struct jobs {
	struct index_writer *writer;
	const struct gazetteer *gazetteer;
	const char *rules;
	struct jobs_told told;
	struct hand own;
	pthread_t threads[THREADS_MOST];
	unsigned thread_count;

	pthread_mutex_t lock;           /* of all below */
	pthread_cond_t changed;
	struct job ring[RING];
	size_t oldest, filling;         /* numbers that rise: their places are % RING */
	size_t next;                    /* to be taken */
	bool wants_end;
};

/* ---- origins ---- */

struct origin *origin_new(const char *path, struct span absolute)
{
	struct arena *arena = arena_new();
	struct origin *origin = arena_alloc(arena, sizeof(*origin));

	*origin = (struct origin){
		.arena = arena, .path = arena_string(arena, span_of(path)), .absolute = arena_copy(arena, absolute), .refs = 1,
	};
	return origin;
}

struct origin *origin_keep(struct origin *origin)
{
	origin->refs++;
	return origin;
}

void origin_release(struct origin *origin)
{
	if (--origin->refs == 0)
		arena_free(origin->arena);
}

/* ---- copies ---- */

/* What lies in the article's text lies in its copy's. */
static struct span copy_of(const struct article *from, const struct article *to, struct span span, struct arena *arena)
{
	uintptr_t text = (uintptr_t)from->text.at, at = (uintptr_t)span.at;

	if (span.at && from->text.at && at >= text && at + span.bytes <= text + from->text.bytes)
		return span_make(to->text.at + (at - text), span.bytes);
	return span.at ? arena_copy(arena, span) : span;
}

static const struct article *copy_article(const struct article *from, struct arena *arena)
{
	struct article *to = arena_alloc(arena, sizeof(*to));

	*to = *from;
	to->text = arena_copy(arena, from->text);
	to->id = copy_of(from, to, from->id, arena);
	to->title = copy_of(from, to, from->title, arena);
	to->source = copy_of(from, to, from->source, arena);
	to->url = copy_of(from, to, from->url, arena);
	to->author = copy_of(from, to, from->author, arena);
	to->blocks = arena_new_array(arena, struct block, from->block_count);
	if (from->block_count)
		memcpy(to->blocks, from->blocks, from->block_count * sizeof(*to->blocks));
	to->captions = arena_new_array(arena, struct span, from->caption_count);
	for (size_t i = 0; i < from->caption_count; i++)
		to->captions[i] = copy_of(from, to, from->captions[i], arena);
	to->from.path = arena_copy(arena, from->from.path);
	to->from.reader = arena_copy(arena, from->from.reader);
	to->from.title_from = arena_copy(arena, from->from.title_from);
	to->from.captured = arena_copy(arena, from->from.captured);
	return to;
}

/* ---- doing a job ---- */

static void do_item(struct jobs *jobs, struct hand *hand, struct job *job, struct item *item)
{
	struct document document = { .article = item->article };

	arena_reset(hand->scratch);
	passages_split(item->article, hand->scratch, &document);
	passages_annotate(&document, jobs->gazetteer, hand->scratch);
	index_bundle_add(job->bundle, hand->maker, item->id, &document, jobs->gazetteer, jobs->rules, &item->fault);
	item->passages = document.passage_count ? document.passage_count : 1;
}

static void do_job(struct jobs *jobs, struct hand *hand, struct job *job)
{
	for (size_t i = 0; i < job->count; i++)
		if (job->items[i].article)
			do_item(jobs, hand, job, &job->items[i]);
}

static struct hand hand_new(void)
{
	return (struct hand){ index_maker_new(), arena_new() };
}

static void hand_free(struct hand *hand)
{
	index_maker_free(hand->maker);
	arena_free(hand->scratch);
}

/* With the lock held: the next job that waits, or NULL. */
static struct job *take(struct jobs *jobs)
{
	struct job *job = &jobs->ring[jobs->next % RING];

	if (jobs->next == jobs->filling || job->state != JOB_WAITING)
		return NULL;
	jobs->next++;
	job->state = JOB_TAKEN;
	return job;
}

static void *work(void *with)
{
	struct jobs *jobs = with;
	struct hand hand = hand_new();

	pthread_mutex_lock(&jobs->lock);
	while (!jobs->wants_end) {
		struct job *job = take(jobs);

		if (!job) {
			pthread_cond_wait(&jobs->changed, &jobs->lock);
			continue;
		}
		pthread_mutex_unlock(&jobs->lock);
		do_job(jobs, &hand, job);
		pthread_mutex_lock(&jobs->lock);
		job->state = JOB_DONE;
		pthread_cond_broadcast(&jobs->changed);
	}
	pthread_mutex_unlock(&jobs->lock);
	hand_free(&hand);
	return NULL;
}

/* ---- taking it up ---- */

static void tell_item(struct jobs *jobs, struct item *item)
{
	if (item->ledger)
		jobs->told.ledger(item->ledger, item->origin, jobs->told.with);
	else if (item->fault.status != STATUS_OK)
		jobs->told.fault(&item->fault, item->origin, jobs->told.with);
	else
		jobs->told.put(item->article, item->id, item->replaces, item->passages, item->origin, jobs->told.with);
	origin_release(item->origin);
}

static void begin_job(struct job *job)
{
	*job = (struct job){ .state = JOB_FREE, .arena = arena_new(), .bundle = index_bundle_new() };
}

static void end_job(struct job *job)
{
	index_bundle_free(job->bundle);
	arena_free(job->arena);
	*job = (struct job){ .state = JOB_FREE };
}

/* Waits for the oldest job and sends what it made. */
static void take_up(struct jobs *jobs, struct error *err)
{
	struct job *job = &jobs->ring[jobs->oldest % RING];

	pthread_mutex_lock(&jobs->lock);
	while (job->state != JOB_DONE)
		pthread_cond_wait(&jobs->changed, &jobs->lock);
	pthread_mutex_unlock(&jobs->lock);
	jobs->oldest++;
	index_writer_send(jobs->writer, job->bundle, err);
	job->bundle = NULL;
	for (size_t i = 0; i < job->count; i++)
		tell_item(jobs, &job->items[i]);
	end_job(job);
}

/* ---- filling ---- */

struct jobs *jobs_new(unsigned threads, struct index_writer *writer, const struct gazetteer *gazetteer,
		      const struct jobs_told *told)
{
	struct jobs *jobs = memory_get(sizeof(*jobs));

	*jobs = (struct jobs){
		.writer = writer, .gazetteer = gazetteer, .rules = index_writer_rules(writer, gazetteer), .told = *told,
		.own = hand_new(),
	};
	pthread_mutex_init(&jobs->lock, NULL);
	pthread_cond_init(&jobs->changed, NULL);
	begin_job(&jobs->ring[0]);
	while (threads > 1 && jobs->thread_count < threads && jobs->thread_count < THREADS_MOST) {
		if (pthread_create(&jobs->threads[jobs->thread_count], NULL, work, jobs) != 0)
			break;
		jobs->thread_count++;
	}
	return jobs;
}

void jobs_free(struct jobs *jobs)
{
	pthread_mutex_lock(&jobs->lock);
	jobs->wants_end = true;
	pthread_cond_broadcast(&jobs->changed);
	pthread_mutex_unlock(&jobs->lock);
	for (unsigned i = 0; i < jobs->thread_count; i++)
		pthread_join(jobs->threads[i], NULL);
	for (size_t i = jobs->oldest; i <= jobs->filling; i++) {
		struct job *job = &jobs->ring[i % RING];

		for (size_t k = 0; k < job->count; k++)
			origin_release(job->items[k].origin);
		end_job(job);
	}
	hand_free(&jobs->own);
	pthread_mutex_destroy(&jobs->lock);
	pthread_cond_destroy(&jobs->changed);
	free(jobs);
}

/* Hands the job that was filled to the workers, or does it. */
static void submit(struct jobs *jobs, struct error *err)
{
	struct job *job = &jobs->ring[jobs->filling % RING];

	if (job->count == 0)
		return;
	if (jobs->thread_count == 0)
		do_job(jobs, &jobs->own, job);
	pthread_mutex_lock(&jobs->lock);
	job->state = jobs->thread_count ? JOB_WAITING : JOB_DONE;
	jobs->filling++;
	pthread_cond_broadcast(&jobs->changed);
	pthread_mutex_unlock(&jobs->lock);
	if (jobs->thread_count == 0 || jobs->filling - jobs->oldest == RING)
		take_up(jobs, err);
	begin_job(&jobs->ring[jobs->filling % RING]);
}

static struct item *add_item(struct jobs *jobs, struct origin *origin)
{
	struct job *job = &jobs->ring[jobs->filling % RING];

	ARENA_PUSH(job->arena, job->items, job->count, job->room) = (struct item){ .origin = origin_keep(origin) };
	return &job->items[job->count - 1];
}

static void submit_when_full(struct jobs *jobs, size_t bytes, struct error *err)
{
	struct job *job = &jobs->ring[jobs->filling % RING];

	job->bytes += bytes;
	if (job->bytes >= JOB_BYTES || job->count >= JOB_ITEMS)
		submit(jobs, err);
}

void jobs_add(struct jobs *jobs, const struct article *article, const char *id, bool replaces, struct origin *origin,
	      struct error *err)
{
	struct item *item = add_item(jobs, origin);

	item->article = copy_article(article, jobs->ring[jobs->filling % RING].arena);
	item->replaces = replaces;
	memcpy(item->id, id, strlen(id) + 1);
	submit_when_full(jobs, article->text.bytes, err);
}

void jobs_add_ledger(struct jobs *jobs, const struct ledger *ledger, struct origin *origin, struct error *err)
{
	struct item *item = add_item(jobs, origin);
	struct arena *arena = jobs->ring[jobs->filling % RING].arena;
	struct ledger *copy = arena_alloc(arena, sizeof(*copy));

	*copy = (struct ledger){
		.looks = arena_copy(arena, ledger->looks), .bytes = arena_copy(arena, ledger->bytes), .arena = arena,
		.articles = arena_new_array(arena, struct ledger_article, ledger->count), .count = ledger->count,
	};
	if (ledger->count)
		memcpy(copy->articles, ledger->articles, ledger->count * sizeof(*copy->articles));
	item->ledger = copy;
	submit_when_full(jobs, ledger->count * sizeof(*copy->articles), err);
}

void jobs_drain(struct jobs *jobs, struct error *err)
{
	submit(jobs, err);
	while (jobs->oldest != jobs->filling)
		take_up(jobs, err);
}
