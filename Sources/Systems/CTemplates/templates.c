// The bytes of each file of Templates/embed. The compiler reads them at once, where an array of Swift takes half a minute.
#include "templates.h"

// #embed is of C23; Swift's clang knows it in earlier C, too.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t animation_mustache[] = {
#embed "../../../Templates/embed/animation.mustache"
};
static const uint8_t beamer_mustache[] = {
#embed "../../../Templates/embed/beamer.mustache"
};
static const uint8_t lab_address_js[] = {
#embed "../../../Templates/embed/lab-address.js"
};
static const uint8_t lab_choices_js[] = {
#embed "../../../Templates/embed/lab-choices.js"
};
static const uint8_t lab_downloads_js[] = {
#embed "../../../Templates/embed/lab-downloads.js"
};
static const uint8_t lab_editor_js[] = {
#embed "../../../Templates/embed/lab-editor.js"
};
static const uint8_t lab_engine_js[] = {
#embed "../../../Templates/embed/lab-engine.js"
};
static const uint8_t lab_nodes_js[] = {
#embed "../../../Templates/embed/lab-nodes.js"
};
static const uint8_t lab_nudge_js[] = {
#embed "../../../Templates/embed/lab-nudge.js"
};
static const uint8_t lab_picture_js[] = {
#embed "../../../Templates/embed/lab-picture.js"
};
static const uint8_t lab_undo_js[] = {
#embed "../../../Templates/embed/lab-undo.js"
};
static const uint8_t lab_unpacking_js[] = {
#embed "../../../Templates/embed/lab-unpacking.js"
};
static const uint8_t lab_values_js[] = {
#embed "../../../Templates/embed/lab-values.js"
};
static const uint8_t lab_css[] = {
#embed "../../../Templates/embed/lab.css"
};
static const uint8_t lab_js[] = {
#embed "../../../Templates/embed/lab.js"
};
static const uint8_t lab_mustache[] = {
#embed "../../../Templates/embed/lab.mustache"
};
static const uint8_t markdown_mustache[] = {
#embed "../../../Templates/embed/markdown.mustache"
};
static const uint8_t notebook_mustache[] = {
#embed "../../../Templates/embed/notebook.mustache"
};
static const uint8_t page_css[] = {
#embed "../../../Templates/embed/page.css"
};
static const uint8_t player_css[] = {
#embed "../../../Templates/embed/player.css"
};
static const uint8_t player_js[] = {
#embed "../../../Templates/embed/player.js"
};
static const uint8_t player_mustache[] = {
#embed "../../../Templates/embed/player.mustache"
};
static const uint8_t pptx_layout_mustache[] = {
#embed "../../../Templates/embed/pptx-layout.mustache"
};
static const uint8_t pptx_master_mustache[] = {
#embed "../../../Templates/embed/pptx-master.mustache"
};
static const uint8_t pptx_notes_master_mustache[] = {
#embed "../../../Templates/embed/pptx-notes-master.mustache"
};
static const uint8_t pptx_notes_mustache[] = {
#embed "../../../Templates/embed/pptx-notes.mustache"
};
static const uint8_t pptx_presentation_mustache[] = {
#embed "../../../Templates/embed/pptx-presentation.mustache"
};
static const uint8_t pptx_properties_mustache[] = {
#embed "../../../Templates/embed/pptx-properties.mustache"
};
static const uint8_t pptx_slide_mustache[] = {
#embed "../../../Templates/embed/pptx-slide.mustache"
};
static const uint8_t pptx_theme_mustache[] = {
#embed "../../../Templates/embed/pptx-theme.mustache"
};
static const uint8_t predict_css[] = {
#embed "../../../Templates/embed/predict.css"
};
static const uint8_t predict_js[] = {
#embed "../../../Templates/embed/predict.js"
};
static const uint8_t report_mustache[] = {
#embed "../../../Templates/embed/report.mustache"
};
static const uint8_t reveal_mustache[] = {
#embed "../../../Templates/embed/reveal.mustache"
};
static const uint8_t snippet_mustache[] = {
#embed "../../../Templates/embed/snippet.mustache"
};
static const uint8_t watch_css[] = {
#embed "../../../Templates/embed/watch.css"
};
static const uint8_t watch_js[] = {
#embed "../../../Templates/embed/watch.js"
};
static const uint8_t watch_mustache[] = {
#embed "../../../Templates/embed/watch.mustache"
};
static const uint8_t worksheet_mustache[] = {
#embed "../../../Templates/embed/worksheet.mustache"
};

#define TEMPLATE(name, bytes) {name, bytes, sizeof bytes}

static const adviz_template templates[] = {
  TEMPLATE("animation.mustache", animation_mustache),
  TEMPLATE("beamer.mustache", beamer_mustache),
  TEMPLATE("lab-address.js", lab_address_js),
  TEMPLATE("lab-choices.js", lab_choices_js),
  TEMPLATE("lab-downloads.js", lab_downloads_js),
  TEMPLATE("lab-editor.js", lab_editor_js),
  TEMPLATE("lab-engine.js", lab_engine_js),
  TEMPLATE("lab-nodes.js", lab_nodes_js),
  TEMPLATE("lab-nudge.js", lab_nudge_js),
  TEMPLATE("lab-picture.js", lab_picture_js),
  TEMPLATE("lab-undo.js", lab_undo_js),
  TEMPLATE("lab-unpacking.js", lab_unpacking_js),
  TEMPLATE("lab-values.js", lab_values_js),
  TEMPLATE("lab.css", lab_css),
  TEMPLATE("lab.js", lab_js),
  TEMPLATE("lab.mustache", lab_mustache),
  TEMPLATE("markdown.mustache", markdown_mustache),
  TEMPLATE("notebook.mustache", notebook_mustache),
  TEMPLATE("page.css", page_css),
  TEMPLATE("player.css", player_css),
  TEMPLATE("player.js", player_js),
  TEMPLATE("player.mustache", player_mustache),
  TEMPLATE("pptx-layout.mustache", pptx_layout_mustache),
  TEMPLATE("pptx-master.mustache", pptx_master_mustache),
  TEMPLATE("pptx-notes-master.mustache", pptx_notes_master_mustache),
  TEMPLATE("pptx-notes.mustache", pptx_notes_mustache),
  TEMPLATE("pptx-presentation.mustache", pptx_presentation_mustache),
  TEMPLATE("pptx-properties.mustache", pptx_properties_mustache),
  TEMPLATE("pptx-slide.mustache", pptx_slide_mustache),
  TEMPLATE("pptx-theme.mustache", pptx_theme_mustache),
  TEMPLATE("predict.css", predict_css),
  TEMPLATE("predict.js", predict_js),
  TEMPLATE("report.mustache", report_mustache),
  TEMPLATE("reveal.mustache", reveal_mustache),
  TEMPLATE("snippet.mustache", snippet_mustache),
  TEMPLATE("watch.css", watch_css),
  TEMPLATE("watch.js", watch_js),
  TEMPLATE("watch.mustache", watch_mustache),
  TEMPLATE("worksheet.mustache", worksheet_mustache),
};

const adviz_template *adviz_templates(size_t *count) {
  *count = sizeof templates / sizeof *templates;
  return templates;
}
