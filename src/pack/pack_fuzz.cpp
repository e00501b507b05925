// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "pack/pack.hpp"

// A pack of one file of any kind: the first byte says which, the rest is what is in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1 || size > 1 << 16) return 0;
    static const std::vector<std::string> kinds{"identifiers.yaml",
                                                "roles.yaml",
                                                "regions.csv",
                                                "agencies.yaml",
                                                "registries/kite.yaml",
                                                "codes/colour.yaml",
                                                "settings/item.yaml",
                                                "services/kite/item.yaml",
                                                "services/kite/form.json",
                                                "services/kite/process.bpmn",
                                                "calendar/2026.json",
                                                "services/kite/tests/plain.flow.yaml"};
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::map<std::string, std::string> files{
        {"pack.yaml", "id: kite\nversion: 1.0.0\ntitle: {zh: a, en: b}\ndepends: []\n"},
        {"services/kite/item.yaml", "code: kite\ntitle: {zh: a, en: b}\n"}};
    files[kinds[data[0] % kinds.size()]] = text;
    const auto pack = hz::pack::load_files(std::move(files));
    if (pack) (void)hz::pack::check({*pack});
    return 0;
}
