// `metroon storybook`: every page as a file, for looking at and for checks that need no server.
#pragma once

#include <string>

namespace metroon::main {

/// Walks the pages of a sample university from link to link, as a visitor, as holders and as staff,
/// in both languages; each kind of page is written once a role:
/// `<folder>/<language>/<role>_<path>.html`, with style and script beside it.
int write_storybook(const std::string& folder);

}  // namespace metroon::main
