// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/finding.hpp"

namespace hz::rules::dmn {

std::string Finding::text(std::string_view locale) const { return message(*code, params, locale); }

}  // namespace hz::rules::dmn
