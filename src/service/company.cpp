// SPDX-License-Identifier: Apache-2.0
#include "service/company.hpp"

#include "registry/record.hpp"

namespace hz::service {

std::string company_name(storage::Session& session, std::string_view key) {
    const auto record = registry::find_record(session, "company", key);
    return record ? std::string(get_text(record->body, "name")) : std::string();
}

}  // namespace hz::service
