// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace hz::telemetry {

// Whether a field of this name carries personal data or a secret whatever its value: password, token, phone, ...
[[nodiscard]] bool is_private_field(std::string_view name);

// `text` with every run that looks like an identity number (15 or 18 characters), a phone number (7 digits or more,
// with separators) or an e-mail address replaced by "[redacted]". Errs on the side of hiding: a log line may lose a
// harmless number.
[[nodiscard]] std::string redact(std::string_view text);

}  // namespace hz::telemetry
