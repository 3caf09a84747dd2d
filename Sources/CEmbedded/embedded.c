#include "CEmbedded.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

// One array a file, one row in the table. Paths are relative to this file.

static const unsigned char regions[] = {
#embed "../Gazetteer/Data/regions.tsv"
};
static const unsigned char cities[] = {
#embed "../Gazetteer/Data/cities.tsv"
};
static const unsigned char villages[] = {
#embed "../Gazetteer/Data/villages.tsv"
};
static const unsigned char outlines[] = {
#embed "../Gazetteer/Data/outlines.bin"
};
static const unsigned char theme_terminal[] = {
#embed "../../themes/terminal.toml"
};
static const unsigned char theme_watchfloor_dark[] = {
#embed "../../themes/watchfloor-dark.toml"
};
static const unsigned char theme_watchfloor_light[] = {
#embed "../../themes/watchfloor-light.toml"
};
static const unsigned char demo_article[] = {
#embed "../watchfloor/Demo/article.txt"
};
static const unsigned char demo_before[] = {
#embed "../watchfloor/Demo/before.jsonl"
};
static const unsigned char demo_during[] = {
#embed "../watchfloor/Demo/during.jsonl"
};
static const unsigned char report_schema[] = {
#embed "../FeedIngest/Schema/report-v1.schema.json"
};

static const struct {
  const char *name;
  embedded_file_t file;
} files[] = {
    {"regions.tsv", {regions, sizeof regions}},
    {"cities.tsv", {cities, sizeof cities}},
    {"villages.tsv", {villages, sizeof villages}},
    {"outlines.bin", {outlines, sizeof outlines}},
    {"terminal.toml", {theme_terminal, sizeof theme_terminal}},
    {"watchfloor-dark.toml", {theme_watchfloor_dark, sizeof theme_watchfloor_dark}},
    {"watchfloor-light.toml", {theme_watchfloor_light, sizeof theme_watchfloor_light}},
    {"article.txt", {demo_article, sizeof demo_article}},
    {"before.jsonl", {demo_before, sizeof demo_before}},
    {"during.jsonl", {demo_during, sizeof demo_during}},
    {"report-v1.schema.json", {report_schema, sizeof report_schema}},
};

embedded_file_t embedded_file(const char *name) {
  for (size_t i = 0; i < sizeof files / sizeof *files; i++)
    if (strcmp(files[i].name, name) == 0) return files[i].file;
  return (embedded_file_t){NULL, 0};
}
