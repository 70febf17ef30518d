// What Embedding and Training need of Cairo and librsvg, loaded by name when something is drawn. Read README.md first.

#ifndef ADVIZ_RSVG_SHIM_H
#define ADVIZ_RSVG_SHIM_H

#include <dlfcn.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// Cairo's interface, which has been the same since version 1.16, as far as it is used.
typedef struct adviz_surface adviz_surface;
typedef struct adviz_context adviz_context;
typedef struct adviz_face adviz_face;

/// CAIRO_STATUS_SUCCESS, CAIRO_STATUS_READ_ERROR and CAIRO_STATUS_WRITE_ERROR.
static const int adviz_drawn = 0, adviz_read_failed = 10, adviz_write_failed = 11;
/// CAIRO_FORMAT_ARGB32 and CAIRO_FORMAT_RGB24.
static const int adviz_with_alpha = 0, adviz_without_alpha = 1;
/// CAIRO_PDF_METADATA_TITLE and so on.
static const int adviz_pdf_title = 0, adviz_pdf_subject = 2, adviz_pdf_creator = 4, adviz_pdf_date = 5;

typedef struct {
  double xx, yx, xy, yy, x0, y0;
} adviz_matrix;

typedef struct {
  double x_bearing, y_bearing, width, height, x_advance, y_advance;
} adviz_text_extents;

typedef int (*adviz_write)(void *target, const unsigned char *bytes, unsigned int count);
typedef int (*adviz_read)(void *source, unsigned char *target, unsigned int count);
typedef int (*adviz_glyph)(void *font, unsigned long glyph, adviz_context *context, adviz_text_extents *extents);

// The functions by the names that they have here and in the library, their results and arguments.
#define ADVIZ_CAIRO(F)                                                                                                 \
  F(create, cairo_create, adviz_context *, (adviz_surface *))                                                          \
  F(destroy, cairo_destroy, void, (adviz_context *))                                                                   \
  F(status, cairo_status, int, (adviz_context *))                                                                      \
  F(status_text, cairo_status_to_string, const char *, (int))                                                          \
  F(save, cairo_save, void, (adviz_context *))                                                                         \
  F(restore, cairo_restore, void, (adviz_context *))                                                                   \
  F(paint, cairo_paint, void, (adviz_context *))                                                                       \
  F(show_page, cairo_show_page, void, (adviz_context *))                                                               \
  F(move_to, cairo_move_to, void, (adviz_context *, double, double))                                                   \
  F(show_text, cairo_show_text, void, (adviz_context *, const char *))                                                 \
  F(set_color, cairo_set_source_rgb, void, (adviz_context *, double, double, double))                                  \
  F(set_source, cairo_set_source_surface, void, (adviz_context *, adviz_surface *, double, double))                    \
  F(set_face, cairo_set_font_face, void, (adviz_context *, adviz_face *))                                              \
  F(set_font_matrix, cairo_set_font_matrix, void, (adviz_context *, const adviz_matrix *))                             \
  F(make_face, cairo_user_font_face_create, adviz_face *, (void))                                                      \
  F(set_glyph, cairo_user_font_face_set_render_glyph_func, void, (adviz_face *, adviz_glyph))                          \
  F(destroy_face, cairo_font_face_destroy, void, (adviz_face *))                                                       \
  F(make_image, cairo_image_surface_create, adviz_surface *, (int, int, int))                                          \
  F(read_png, cairo_image_surface_create_from_png_stream, adviz_surface *, (adviz_read, void *))                       \
  F(pixels, cairo_image_surface_get_data, unsigned char *, (adviz_surface *))                                          \
  F(width, cairo_image_surface_get_width, int, (adviz_surface *))                                                      \
  F(height, cairo_image_surface_get_height, int, (adviz_surface *))                                                    \
  F(stride, cairo_image_surface_get_stride, int, (adviz_surface *))                                                    \
  F(make_pdf, cairo_pdf_surface_create_for_stream, adviz_surface *, (adviz_write, void *, double, double))             \
  F(set_metadata, cairo_pdf_surface_set_metadata, void, (adviz_surface *, int, const char *))                          \
  F(set_page_label, cairo_pdf_surface_set_page_label, void, (adviz_surface *, const char *))                           \
  F(flush, cairo_surface_flush, void, (adviz_surface *))                                                               \
  F(finish, cairo_surface_finish, void, (adviz_surface *))                                                             \
  F(surface_status, cairo_surface_status, int, (adviz_surface *))                                                      \
  F(destroy_surface, cairo_surface_destroy, void, (adviz_surface *))

typedef struct {
  double x, y, width, height;
} adviz_rectangle;

typedef struct {
  unsigned int domain;
  int code;
  char *message;
} adviz_glib_error;

// librsvg's and GLib's, all of them the same since librsvg 2.46; GLib comes with librsvg.
#define ADVIZ_RSVG(F)                                                                                                  \
  F(open, rsvg_handle_new_from_data, void *, (const unsigned char *, size_t, adviz_glib_error **))                     \
  F(render, rsvg_handle_render_document, int,                                                                          \
    (void *, adviz_context *, const adviz_rectangle *, adviz_glib_error **))                                           \
  F(release, g_object_unref, void, (void *))                                                                           \
  F(free_error, g_error_free, void, (adviz_glib_error *))

#define ADVIZ_DECLARED(name, symbol, result, arguments) result(*name) arguments;

/// Cairo's functions.
typedef struct {
  ADVIZ_CAIRO(ADVIZ_DECLARED)
} adviz_cairo;

/// The functions of librsvg.
typedef struct {
  ADVIZ_RSVG(ADVIZ_DECLARED)
} adviz_rsvg;

#undef ADVIZ_DECLARED

#ifdef __APPLE__
#define ADVIZ_CAIRO_NAME "libcairo.2.dylib"
#define ADVIZ_RSVG_NAME "librsvg-2.2.dylib"
#else
#define ADVIZ_CAIRO_NAME "libcairo.so.2"
#define ADVIZ_RSVG_NAME "librsvg-2.so.2"
#endif

#define ADVIZ_FOUND(name, symbol, result, arguments)                                                                   \
  *(void **)&functions->name = dlsym(library, #symbol);                                                                \
  if (!functions->name) return dlerror();

/// Loads Cairo. Returns null, or in the system's words why it cannot be loaded.
static inline const char *adviz_cairo_load(adviz_cairo *functions) {
  void *library = dlopen(ADVIZ_CAIRO_NAME, RTLD_LAZY | RTLD_LOCAL);
  if (!library) return dlerror();
  ADVIZ_CAIRO(ADVIZ_FOUND)
  return NULL;
}

/// Loads librsvg. Returns null, or in the system's words why it cannot be loaded.
static inline const char *adviz_rsvg_load(adviz_rsvg *functions) {
  void *library = dlopen(ADVIZ_RSVG_NAME, RTLD_LAZY | RTLD_LOCAL);
  if (!library) return dlerror();
  ADVIZ_RSVG(ADVIZ_FOUND)
  return NULL;
}

#undef ADVIZ_FOUND
#undef ADVIZ_CAIRO_NAME
#undef ADVIZ_RSVG_NAME
#undef ADVIZ_RSVG
#undef ADVIZ_CAIRO

// Draws a document into a rectangle from (0, 0). Returns what went wrong, for the caller to free, or null.
static inline char *adviz_draw_svg(const adviz_rsvg *rsvg, const unsigned char *svg, size_t count,
                                   adviz_context *context, double width, double height) {
  adviz_glib_error *error = 0;
  const adviz_rectangle viewport = {0, 0, width, height};
  void *handle = rsvg->open(svg, count, &error);
  if (handle) {
    rsvg->render(handle, context, &viewport, &error);
    rsvg->release(handle);
  }
  if (!error) return 0;
  char *message = strdup(error->message);
  rsvg->free_error(error);
  return message;
}

#endif
