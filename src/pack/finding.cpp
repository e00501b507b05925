// SPDX-License-Identifier: Apache-2.0
#include "pack/finding.hpp"

namespace hz::pack {

Finding make_finding(Severity severity, const ErrorCode& code, const Params& params, std::string place) {
    Finding out;
    out.severity = severity;
    out.place = std::move(place);
    out.code = code.id;
    out.zh = message(code, params, "zh-Hans");
    out.en = message(code, params, "en");
    return out;
}

Finding from_error(const Error& error) { return fail(*error.code, error.params); }

}  // namespace hz::pack
