// What the target Graphviz needs of the library, without its macros, its mutable globals and its `char *` for constants.
// Read README.md first.

#ifndef ADVIZ_CGRAPHVIZ_SHIM_H
#define ADVIZ_CGRAPHVIZ_SHIM_H

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

#include <gvc.h>

// glibc declares dladdr for _GNU_SOURCE only, which a module that Swift imports cannot set.
struct gv_loaded_from {
  const char *path;
  void *base;
  const char *symbol;
  void *address;
};
extern int gv_dladdr(const void *address, struct gv_loaded_from *from) __asm__("dladdr");

// Opens a context that knows one plug-in, `dot`, taken from beside libgvc itself. `gvContext` would read
// the list of all plug-ins and load Pango and Cairo for text this package never asks for. It remains the
// way out when the plug-in is not where Graphviz usually keeps it.
static inline GVC_t *gv_open_context(void) {
  static const char *const names[] = {"libgvplugin_dot_layout.so.6", "libgvplugin_dot_layout.so", 0};
  // Graphviz keeps a pointer to this list.
  static lt_symlist_t plugins[2] = {{"gvplugin_dot_layout_LTX_library", 0}, {0, 0}};
  struct gv_loaded_from libgvc;
  if (!gv_dladdr((const void *)gvContext, &libgvc) || !libgvc.path) return gvContext();
  const char *slash = strrchr(libgvc.path, '/');
  int folder = slash ? (int)(slash - libgvc.path + 1) : 0;
  for (int i = 0; names[i]; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%.*sgraphviz/%s", folder, libgvc.path, names[i]);
    void *plugin = dlopen(path, RTLD_NOW);
    plugins[0].address = plugin ? dlsym(plugin, plugins[0].name) : 0;
    if (plugins[0].address) return gvContextPlugins(plugins, 0);
  }
  return gvContext();
}

// Opens an empty directed graph of which `dot` will decide the ranks and the order in each, no more:
// `phase=2`.
static inline Agraph_t *gv_open_graph(void) {
  agseterr(AGMAX);
  Agraph_t *graph = agopen((char *)"", Agdirected, 0);
  if (!graph) return 0;
  agattr(graph, AGRAPH, (char *)"phase", "2");
  agattr(graph, AGNODE, (char *)"shape", "plain");
  agattr(graph, AGNODE, (char *)"label", "");
  agattr(graph, AGEDGE, (char *)"headport", "");
  agattr(graph, AGEDGE, (char *)"minlen", "1");
  return graph;
}

// Adds a node. The label is an HTML table whose cells are the ports, or null for a node without.
static inline Agnode_t *gv_add_node(Agraph_t *graph, const char *table) {
  Agnode_t *node = agnode(graph, 0, 1);
  if (node && table) {
    char *label = agstrdup_html(graph, (char *)table);
    agset(node, (char *)"label", label);
    agstrfree(graph, label);
  }
  return node;
}

// Adds an edge that ends at a port of its head (null: anywhere) and goes down at least `span` ranks.
static inline Agedge_t *gv_add_edge(
    Agraph_t *graph, Agnode_t *tail, Agnode_t *head, const char *port, long span) {
  Agedge_t *edge = agedge(graph, tail, head, 0, 1);
  if (edge && port) agset(edge, (char *)"headport", (char *)port);
  if (edge && span != 1) {
    char minlen[32];
    snprintf(minlen, sizeof minlen, "%ld", span);
    agset(edge, (char *)"minlen", minlen);
  }
  return edge;
}

// The number of ranks after a layout; none for a graph without nodes.
static inline int gv_rank_count(Agraph_t *graph) {
  return agnnodes(graph) ? GD_maxrank(graph) - GD_minrank(graph) + 1 : 0;
}

static inline int gv_rank_size(Agraph_t *graph, int rank) {
  return GD_rank(graph)[GD_minrank(graph) + rank].n;
}

// The slot of a rank: the index of a node in the order of adding, or -1 - the index of the edge of a dummy node.
static inline int gv_slot(Agraph_t *graph, int rank, int place) {
  Agnode_t *node = GD_rank(graph)[GD_minrank(graph) + rank].v[place];
  if (ND_node_type(node) == 0) return (int)AGSEQ(node) - 1;
  Agedge_t *edge = ND_out(node).list[0];
  while (ED_to_orig(edge)) edge = ED_to_orig(edge);
  return -(int)AGSEQ(edge);
}

#endif
