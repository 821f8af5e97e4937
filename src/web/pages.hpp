// The pages, one function and one file each; to add one, see docs/manual/pages.md.
#pragma once

#include "web/router.hpp"

namespace metroon::web {

void register_start(Router&);

}  // namespace metroon::web
