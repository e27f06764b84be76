/* text/label.h -- the label of a list item: "1.", "2)", "(iv)", "b.", "3.)", a bullet. */
#ifndef LUN_TEXT_LABEL_H
#define LUN_TEXT_LABEL_H

#include "text/scan.h"

/* One label. A letter may be a roman number as well: "i" is the 9th letter and number 1. */
typedef struct lun_label {
  size_t behind;     /* behind the label and the blank that follows it; 0 = no label */
  unsigned char row; /* labels of one list are written alike: 0 = none, else digits, letters ... */
  unsigned number;   /* what digits say, or the place of a single letter; 0 = neither */
  unsigned roman;    /* what it is as a roman number, 0 = it is none */
  uint32_t bullet;   /* the bullet before it, 0 = none */
} lun_label;

/* The label that begins at `at`; its `behind` is 0 when there is none. */
lun_label lun_label_get(const lun_scan *s, size_t at, size_t to);

/* 1 when `label` comes next behind `earlier` in a list: "b)" behind "a)", a like bullet. */
int lun_label_follows(const lun_label *label, const lun_label *earlier);

/* 1 when the next label of its row in this paragraph (up to `to`, and not far) follows it. */
int lun_label_has_next(const lun_scan *s, const lun_label *label, size_t to);

/* 1 for a capital with a full stop: rather an initial than a label. */
int lun_label_is_initial(const lun_label *label);

/* 1 for a dash that stands for a bullet. */
int lun_label_is_dash(const lun_label *label);

/* 1 for numbers with a full stop, which some languages use for ordinals. */
int lun_label_is_ordinal(const lun_label *label);

/* The first byte of the word that ends with the stop or bracket at `at`, if it can be a label, a
** blank stands before it and it lies behind `start`; otherwise `at`. */
size_t lun_label_find(const lun_scan *s, size_t start, size_t at);

#endif
