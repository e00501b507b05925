// SPDX-License-Identifier: Apache-2.0
// Identifiers of people, bodies and things, by rules that are data: a pattern, a checksum, a date inside, parts that
// obey other rules. No rule is known here.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace hz::pack {

enum class ChecksumKind { none, weighted_mod, mod_37_36 };

// weighted_mod: the sum of weight x place in `alphabet` over all characters but the last, mod `modulus`, picks the last
// from `map`. mod_37_36: ISO/IEC 7064, alphabet 0-9A-Z.
struct Checksum {
    ChecksumKind kind = ChecksumKind::none;
    std::string alphabet;
    std::vector<int> weights;
    int modulus = 0;
    std::string map;
};

// Characters `at`..`at+length` obey another scheme, or are an entry of a code list.
struct IdentifierPart {
    std::size_t at = 0;
    std::size_t length = 0;
    std::string scheme;
    std::string list;
};

struct KeepMask {
    std::size_t first = 0;
    std::size_t last = 0;
};

struct IdentifierScheme {
    std::string code;
    std::string title_zh, title_en;
    std::string pattern;  // RE2, anchored at both ends
    bool upper_case = false;
    std::string prefix;  // not part of the checksum
    std::string ignore;  // characters that are not part of the checksum
    Checksum checksum;
    std::optional<std::size_t> date_at;  // yyyymmdd
    std::vector<IdentifierPart> parts;
    std::optional<KeepMask> mask;
};

// Refusal: invalid_scheme.
[[nodiscard]] Result<IdentifierScheme> identifier_from_json(const Json& definition);

// Trimmed, full-width digits and letters made plain, in capitals where the scheme says so.
[[nodiscard]] std::string normalise(const IdentifierScheme& scheme, std::string_view text);
// Pattern, date, checksum; not the parts. `text` as normalise() gives it. Refusals: wrong_shape, wrong_date,
// wrong_check.
[[nodiscard]] Result<void> check(const IdentifierScheme& scheme, std::string_view text);
// The check character that belongs behind `text` (an identifier without its last character); empty where the scheme has
// no checksum or a character is not of its alphabet.
[[nodiscard]] std::optional<char> check_character(const IdentifierScheme& scheme, std::string_view text);
// "110101*********123X"; everything hidden but the last character where the scheme has no mask.
[[nodiscard]] std::string mask(const IdentifierScheme& scheme, std::string_view text);

// Schemes with what their parts refer to. Immutable once built; share it.
class Identifiers {
  public:
    // `schemes`: bodies of kind identifier; `lists`: bodies of kind code_list.
    [[nodiscard]] static Result<Identifiers> from_json(const std::vector<const Json*>& schemes,
                                                       const std::vector<const Json*>& lists);
    [[nodiscard]] const IdentifierScheme* find(std::string_view code) const;
    // As check(), and every part. Refusals also: unknown_scheme, wrong_part.
    [[nodiscard]] Result<void> check(std::string_view scheme, std::string_view text) const;

  private:
    [[nodiscard]] Result<void> check_at(std::string_view scheme, std::string_view text, int depth) const;
    std::map<std::string, IdentifierScheme, std::less<>> schemes_;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> lists_;
};

}  // namespace hz::pack
