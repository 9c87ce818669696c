/* A thread that takes parcels of changes from a short queue and hands them to Xapian.
 *
 * Only this thread touches the batch and its tables while it runs. What it has to
 * say (a fault, refused documents) waits under the lock until the caller comes by. */
#include "index/conveyor.h"

#include <pthread.h>
#include <stdlib.h>

#define WAITING_MOST 3          /* parcels: enough to bridge a commit, little memory */
#define PARCEL_DOCUMENTS 64
#define PARCEL_BYTES ((size_t)256 << 10)

struct conveyor {
	struct batch batch;
	struct parcel *filling; /* the caller's */
	bool threaded;
	pthread_t thread;

	pthread_mutex_t lock;   /* of all below */
	pthread_cond_t changed;
	struct parcel *first, *last;
	size_t waiting;
	bool busy, wants_commit, wants_end;
	struct error stopped;
	struct error *refused;
	size_t refused_count;
	uint64_t committed;
};

/* ---- on the thread ---- */

static void keep_refused(const struct error *err, void *with)
{
	struct conveyor *conveyor = with;

	pthread_mutex_lock(&conveyor->lock);
	conveyor->refused = memory_resize(conveyor->refused, (conveyor->refused_count + 1) * sizeof(*err));
	conveyor->refused[conveyor->refused_count++] = *err;
	pthread_mutex_unlock(&conveyor->lock);
}

static struct parcel *take(struct conveyor *conveyor)
{
	struct parcel *parcel = conveyor->first;

	if (!parcel)
		return NULL;
	conveyor->first = parcel->next;
	if (!conveyor->first)
		conveyor->last = NULL;
	parcel->next = NULL;
	conveyor->waiting--;
	return parcel;
}

/* Does one thing that waits to be done, with the lock open meanwhile. */
static void work(struct conveyor *conveyor)
{
	struct parcel *parcel = take(conveyor);
	struct error err = conveyor->stopped;
	bool commit = !parcel && conveyor->wants_commit;

	conveyor->busy = true;
	pthread_mutex_unlock(&conveyor->lock);
	if (parcel)
		batch_add(&conveyor->batch, parcel, &err);
	if (commit)
		batch_commit(&conveyor->batch, &err);
	pthread_mutex_lock(&conveyor->lock);
	conveyor->busy = false;
	conveyor->stopped = err;
	conveyor->committed = conveyor->batch.committed;
	if (commit)
		conveyor->wants_commit = false;
	pthread_cond_broadcast(&conveyor->changed);
}

static void *run(void *with)
{
	struct conveyor *conveyor = with;

	pthread_mutex_lock(&conveyor->lock);
	while (!conveyor->wants_end) {
		if (conveyor->first || conveyor->wants_commit)
			work(conveyor);
		else
			pthread_cond_wait(&conveyor->changed, &conveyor->lock);
	}
	pthread_mutex_unlock(&conveyor->lock);
	return NULL;
}

/* ---- on the caller's thread ---- */

struct conveyor *conveyor_new(const char *directory, bool threaded, struct error *err)
{
	struct conveyor *conveyor = memory_get(sizeof(*conveyor));

	memset(conveyor, 0, sizeof(*conveyor));
	conveyor->batch.fault = keep_refused;
	conveyor->batch.with = conveyor;
	conveyor->filling = parcel_new();
	pthread_mutex_init(&conveyor->lock, NULL);
	pthread_cond_init(&conveyor->changed, NULL);
	batch_open(&conveyor->batch, directory, err);
	if (threaded && err->status == STATUS_OK)
		conveyor->threaded = pthread_create(&conveyor->thread, NULL, run, conveyor) == 0;
	return conveyor;
}

void conveyor_free(struct conveyor *conveyor)
{
	if (!conveyor)
		return;
	if (conveyor->threaded) {
		pthread_mutex_lock(&conveyor->lock);
		conveyor->wants_end = true;
		pthread_cond_broadcast(&conveyor->changed);
		pthread_mutex_unlock(&conveyor->lock);
		pthread_join(conveyor->thread, NULL);
	}
	batch_close(&conveyor->batch);
	parcel_free_all(conveyor->first);
	parcel_free_all(conveyor->filling);
	pthread_mutex_destroy(&conveyor->lock);
	pthread_cond_destroy(&conveyor->changed);
	free(conveyor->refused);
	free(conveyor);
}

struct arena *conveyor_arena(struct conveyor *conveyor)
{
	return conveyor->filling->arena;
}

/* Waits, with the lock held, until at most `most` parcels wait and, when that is
 * none, nothing is under way. Without a thread it does the work itself. */
static void wait_until(struct conveyor *conveyor, size_t most)
{
	while (conveyor->waiting > most || (most == 0 && (conveyor->busy || conveyor->wants_commit))) {
		if (conveyor->threaded)
			pthread_cond_wait(&conveyor->changed, &conveyor->lock);
		else
			work(conveyor);
	}
}

static void put_behind(struct conveyor *conveyor, struct parcel *parcel)
{
	wait_until(conveyor, conveyor->threaded ? WAITING_MOST - 1 : 0);
	if (conveyor->last)
		conveyor->last->next = parcel;
	else
		conveyor->first = parcel;
	conveyor->last = parcel;
	conveyor->waiting++;
	pthread_cond_broadcast(&conveyor->changed);
	if (!conveyor->threaded)
		wait_until(conveyor, 0);
}

static void send(struct conveyor *conveyor)
{
	struct parcel *parcel = conveyor->filling;

	if (parcel->count == 0)
		return;
	conveyor->filling = parcel_new();
	put_behind(conveyor, parcel);
}

/* Passes on what the thread had to say; opens the lock. */
static void tell(struct conveyor *conveyor, article_fault *fault, void *with, struct error *err)
{
	struct error *refused = conveyor->refused;
	size_t count = conveyor->refused_count;

	conveyor->refused = NULL;
	conveyor->refused_count = 0;
	if (err->status == STATUS_OK)
		*err = conveyor->stopped;
	pthread_mutex_unlock(&conveyor->lock);
	for (size_t i = 0; i < count && fault; i++)
		fault(&refused[i], with);
	free(refused);
}

void conveyor_add(struct conveyor *conveyor, struct change change, article_fault *fault, void *with, struct error *err)
{
	struct parcel *parcel = conveyor->filling;

	if (err->status != STATUS_OK)
		return;
	parcel_add(parcel, change);
	if (parcel->documents < PARCEL_DOCUMENTS && parcel->bytes < PARCEL_BYTES && parcel->count < PARCEL_DOCUMENTS)
		return;
	pthread_mutex_lock(&conveyor->lock);
	send(conveyor);
	tell(conveyor, fault, with, err);
}

void conveyor_send(struct conveyor *conveyor, struct parcel *parcel, article_fault *fault, void *with,
		   struct error *err)
{
	if (err->status != STATUS_OK || parcel->count == 0) {
		parcel_free_all(parcel);
		return;
	}
	pthread_mutex_lock(&conveyor->lock);
	send(conveyor);
	put_behind(conveyor, parcel);
	tell(conveyor, fault, with, err);
}

void conveyor_commit(struct conveyor *conveyor, article_fault *fault, void *with, struct error *err)
{
	if (err->status != STATUS_OK)
		return;
	pthread_mutex_lock(&conveyor->lock);
	send(conveyor);
	conveyor->wants_commit = true;
	pthread_cond_broadcast(&conveyor->changed);
	wait_until(conveyor, 0);
	tell(conveyor, fault, with, err);
}

uint64_t conveyor_committed(struct conveyor *conveyor)
{
	uint64_t committed;

	pthread_mutex_lock(&conveyor->lock);
	committed = conveyor->committed;
	pthread_mutex_unlock(&conveyor->lock);
	return committed;
}
