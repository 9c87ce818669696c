/* From the unresolved form to days: what fills the gaps, and how that is told. */
#ifndef DATES_RESOLVE_H
#define DATES_RESOLVE_H

#include "fields.h"

/* What was told of last, by how fine it was: "the next day" counts from a day,
 * "that year" from anything. */
struct told {
	struct date day, month, any;
	struct date quarter;    /* or half-year, in this sentence or the two before; {0} */
	struct date spoken;     /* with its own year, aside or not, in this sentence or the one before; {0} */
};

struct context {
	const struct date_frame *frame;
	const struct told *told;
	struct date hint;       /* told aside with a year of its own; {0} */
	int hint_days;          /* how much nearer it must be to count */
	struct date nearby;     /* the last date with a year of its own in this paragraph; {0} */
	int nearby_sentences;   /* begun since it was told */
	enum tense tense;
	bool asked;             /* a phrase with its day of reference */
	struct date after;      /* the right side of a range is not before this; {0} */
	bool bc;                /* years of the neighbourhood are before Christ */
};

/* Where the missing fields came from. */
struct outcome {
	struct stretch stretch;         /* UNIT_NONE: it cannot be resolved */
	enum date_origin anchor;
	struct date from;               /* what it counted from; {0} when it is as written */
	const char *what;               /* static: "year", "day", "month" ... that was supplied */
};

struct outcome fields_resolve(const struct fields *f, const struct context *c);

/* The anchors, each {0} when nothing is known. */
struct date anchor_now(const struct context *c, enum date_origin *origin);

/* The same for "today", "Monday", "last week", which few look backs say of their past. */
struct date anchor_today(const struct context *c, enum date_origin *origin);
struct date anchor_told(const struct context *c, enum unit unit, enum date_origin *origin);

/* What a calendar date without its year stands nearest to; `day`: it is a day. */
struct date anchor_near(const struct context *c, bool day, enum date_origin *origin);

bool date_has_start(struct date date);

#define NOTHING ((struct stretch){ UNIT_NONE, 0, 0 })

/* The stretch that `f` names in `year`; NOTHING when that year has no such day
 * (candidate.c). */
struct stretch fields_in_year(const struct fields *f, int year);

/* Days between a candidate and its anchor; 0 when they touch. */
long candidate_distance(struct stretch s, struct date anchor);

/* The candidate nearest the anchor, or nearest the hint when that fits much better. */
struct stretch candidate_nearest(const struct fields *f, struct date anchor, const struct context *c, enum date_origin *origin);

/* "last week", "two days ago" (pointer.c). */
struct stretch rel_resolve(const struct fields *f, const struct context *c, enum date_origin *origin);
struct stretch year_ago_resolve(const struct fields *f, const struct context *c, enum date_origin *origin);       /* period.c */
struct stretch shift_resolve(const struct fields *f, const struct context *c, enum date_origin *origin);

#endif
