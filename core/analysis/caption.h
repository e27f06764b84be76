/* analysis/caption.h -- captions of pictures that stand in a text, and the credits behind them. */
#ifndef LUN_ANALYSIS_CAPTION_H
#define LUN_ANALYSIS_CAPTION_H

#include "analysis/layout.h"

typedef enum lun_caption {
  LUN_CAPTION_NONE,
  LUN_CAPTION_LABEL,  /* begins with a label: FILE - */
  LUN_CAPTION_CREDIT, /* the credit of a picture stands behind it */
  LUN_CAPTION_DATE    /* ends in a place, a comma and a full date */
} lun_caption;

/* The brackets at byte `open`, when they hold a credit, of an agency or of a picture: "(AP)",
** "(J. Doe/AP)", "(Photo: Jane Doe)". Returns 0 when they do not. */
int lun_caption_find_credit(const lun_layout *layout, size_t open, lun_span *out);

/* Whether sentence number `number` is a caption; `out` gets it without a credit at its end. */
lun_caption lun_caption_find(const lun_layout *layout, size_t number, lun_span *out);

#endif
