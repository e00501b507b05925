// SPDX-License-Identifier: Apache-2.0
#include "document/signed_pdf.hpp"

#include "document/errors.hpp"

namespace hz::document {
namespace {

constexpr std::string_view mark = "\n%huizheng-signature ";
constexpr std::size_t longest_line = 16 * 1024;

// "startxref\nN\n%%EOF", which readers look for at the end of the file.
std::string trailer(std::string_view pdf) {
    const auto at = pdf.rfind("startxref");
    return at == std::string_view::npos ? std::string("%%EOF\n") : std::string(pdf.substr(at));
}

JsonObject without_signature(JsonObject fields) {
    fields.erase("signature");
    return fields;
}

}  // namespace

Result<Bytes> sign_pdf(BytesView pdf, const Json& about, const crypto::Suite& suite, const crypto::PrivateKey& key) {
    JsonObject fields{{"about", about}, {"version", 1}};
    fields["suite"] = std::string(suite.name());
    fields["digest"] = to_hex(suite.digest(pdf));
    fields["key"] = to_base64(key.public_key().spki());
    const auto statement = canonical(fields);
    const auto signature = key.sign(as_bytes(statement));
    if (!signature) return signature.error();
    fields["signature"] = to_base64(*signature);
    const auto line = std::string(mark) + to_base64url(as_bytes(canonical(fields))) + "\n" + trailer(as_text(pdf));
    Bytes out(pdf.begin(), pdf.end());
    const auto tail = as_bytes(line);
    out.insert(out.end(), tail.begin(), tail.end());
    return out;
}

Result<PdfSignature> verify_pdf(BytesView file) {
    const auto text = as_text(file);
    const auto at = text.rfind(mark);
    if (at == std::string_view::npos) return refuse(errors::not_ours);
    const auto begin = at + mark.size();
    const auto end = text.find('\n', begin);
    if (end == std::string_view::npos || end - begin > longest_line) return refuse(errors::not_ours);
    const auto decoded = from_base64url(text.substr(begin, end - begin));
    PdfSignature out;
    if (!decoded) return out;
    const auto fields = parse_json(as_text(*decoded), {.bytes = longest_line, .depth = 8});
    if (!fields || !fields->is_object()) return out;
    if (const auto* about = find(*fields, "about")) out.about = *about;
    out.key = get_text(*fields, "key");
    out.digest = get_text(*fields, "digest");
    const auto* suite = crypto::find_suite(get_text(*fields, "suite"));
    const auto spki = from_base64(out.key);
    const auto signature = from_base64(get_text(*fields, "signature"));
    if (!suite || !spki || !signature) return out;
    const auto key = suite->import_public(*spki);
    if (!key) return out;
    const auto statement = canonical(without_signature(fields->as_object()));
    const bool same_bytes = to_hex(suite->digest(file.first(at))) == out.digest;
    const bool same_tail = text.substr(end + 1) == trailer(text.substr(0, at));
    out.intact = same_bytes && same_tail && (*key)->verify(as_bytes(statement), *signature);
    return out;
}

}  // namespace hz::document
