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
static const unsigned char theme_mono[] = {
#embed "../../themes/mono.toml"
};
static const unsigned char theme_watchfloor_dark[] = {
#embed "../../themes/watchfloor-dark.toml"
};
static const unsigned char theme_watchfloor_light[] = {
#embed "../../themes/watchfloor-light.toml"
};
static const unsigned char theme_high_contrast_dark[] = {
#embed "../../themes/high-contrast-dark.toml"
};
static const unsigned char theme_high_contrast_light[] = {
#embed "../../themes/high-contrast-light.toml"
};
static const unsigned char theme_colour_blind_dark[] = {
#embed "../../themes/colour-blind-dark.toml"
};
static const unsigned char theme_colour_blind_light[] = {
#embed "../../themes/colour-blind-light.toml"
};
static const unsigned char theme_catppuccin_dark[] = {
#embed "../../themes/catppuccin-dark.toml"
};
static const unsigned char theme_catppuccin_light[] = {
#embed "../../themes/catppuccin-light.toml"
};
static const unsigned char theme_dracula_dark[] = {
#embed "../../themes/dracula-dark.toml"
};
static const unsigned char theme_dracula_light[] = {
#embed "../../themes/dracula-light.toml"
};
static const unsigned char theme_gruvbox_dark[] = {
#embed "../../themes/gruvbox-dark.toml"
};
static const unsigned char theme_gruvbox_light[] = {
#embed "../../themes/gruvbox-light.toml"
};
static const unsigned char theme_nord_dark[] = {
#embed "../../themes/nord-dark.toml"
};
static const unsigned char theme_nord_light[] = {
#embed "../../themes/nord-light.toml"
};
static const unsigned char theme_solarized_dark[] = {
#embed "../../themes/solarized-dark.toml"
};
static const unsigned char theme_solarized_light[] = {
#embed "../../themes/solarized-light.toml"
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
    {"mono.toml", {theme_mono, sizeof theme_mono}},
    {"watchfloor-dark.toml", {theme_watchfloor_dark, sizeof theme_watchfloor_dark}},
    {"watchfloor-light.toml", {theme_watchfloor_light, sizeof theme_watchfloor_light}},
    {"high-contrast-dark.toml", {theme_high_contrast_dark, sizeof theme_high_contrast_dark}},
    {"high-contrast-light.toml", {theme_high_contrast_light, sizeof theme_high_contrast_light}},
    {"colour-blind-dark.toml", {theme_colour_blind_dark, sizeof theme_colour_blind_dark}},
    {"colour-blind-light.toml", {theme_colour_blind_light, sizeof theme_colour_blind_light}},
    {"catppuccin-dark.toml", {theme_catppuccin_dark, sizeof theme_catppuccin_dark}},
    {"catppuccin-light.toml", {theme_catppuccin_light, sizeof theme_catppuccin_light}},
    {"dracula-dark.toml", {theme_dracula_dark, sizeof theme_dracula_dark}},
    {"dracula-light.toml", {theme_dracula_light, sizeof theme_dracula_light}},
    {"gruvbox-dark.toml", {theme_gruvbox_dark, sizeof theme_gruvbox_dark}},
    {"gruvbox-light.toml", {theme_gruvbox_light, sizeof theme_gruvbox_light}},
    {"nord-dark.toml", {theme_nord_dark, sizeof theme_nord_dark}},
    {"nord-light.toml", {theme_nord_light, sizeof theme_nord_light}},
    {"solarized-dark.toml", {theme_solarized_dark, sizeof theme_solarized_dark}},
    {"solarized-light.toml", {theme_solarized_light, sizeof theme_solarized_light}},
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
