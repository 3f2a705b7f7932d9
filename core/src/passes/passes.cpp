#include "passes/passes.h"

#include "passes/addresses.h"
#include "passes/alerts.h"
#include "passes/attributes.h"
#include "passes/empty_emphasis.h"
#include "passes/heading_ids.h"
#include "passes/heading_levels.h"
#include "passes/image_labels.h"
#include "passes/labels.h"
#include "passes/limits.h"
#include "passes/line_breaks.h"
#include "passes/literal_emphasis.h"
#include "passes/notes.h"
#include "passes/paragraph_shapes.h"
#include "passes/raw_html.h"
#include "passes/shortcodes.h"

namespace broadsheet::passes {

void decide(const Context& context) {
  const bool is_article = !context.policy.commonmark;
  if (is_article && kTellsDiagnostics) {
    report_duplicate_notes(context);
  }
  // What passes find is told in the order of the source, whichever of them found it.
  context.reporter.begin_ordered();
  if (is_article) {
    // Notes stand behind the article for all that follow: ids and numbers are given in the order in
    // which a reader meets them.
    gather_notes(context);
    // Before any text is taken out: what stands literally is told of everywhere.
    if (kTellsDiagnostics) {
      report_literal_emphasis(context);
    }
    make_alerts(context);
    // Headings, pictures and code are then what they would be without.
    read_attributes(context);
    // Before raw HTML is: a comment keeps a paragraph from being nothing but bold.
    shape_paragraphs(context);
  }
  // Alerts and notes are the ones that have words.
  choose_labels(context);
  // Labels are the images' own: what raw HTML leaves out around an image goes with it.
  write_image_labels(context);
  // Takes out what stands in dropped elements, so that nothing is said about it below. Explains
  // abbreviations on the way.
  place_raw_html(context);
  // Links of Markdown within links of raw HTML are none, so these must stand.
  decide_addresses(context);
  if (is_article) {
    write_shortcodes(context);
    // All references that will be shown are there now.
    number_notes(context);
    // So is all text.
    drop_empty_emphasis(context);
    join_lines(context);
  }
  if (context.policy.shift_headings) {
    shift_heading_levels(context);
  }
  if (is_article) {
    // Needs the headings' final text and levels, and the ids that authors chose.
    give_heading_ids(context);
  }
  context.reporter.end_ordered();
  // Of the post as a whole.
  if (kTellsDiagnostics) {
    report_limits(context);
    report_unused_notes(context);
  }
}

}  // namespace broadsheet::passes
