// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <boost/system/result.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/error.hpp"

namespace hz {

// Either a value or an Error. `*result` and `result->` need `result.has_value()`; `.value()` on an Error is a bug.
template <class T>
using Result = boost::system::result<T, Error>;

// The refusal to return: `return refuse(errors::not_found, {{"id", id}});`
[[nodiscard]] inline Error refuse(const ErrorCode& code, std::map<std::string, std::string> params = {}) {
    return Error{&code, std::move(params), {}, {}};
}

[[nodiscard]] inline Error refuse_fields(const ErrorCode& code, std::vector<FieldError> fields) {
    return Error{&code, {}, std::move(fields), {}};
}

// Called by Result::value() when it holds an Error: stops the program, since nobody checked.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

}  // namespace hz
