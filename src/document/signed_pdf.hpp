// SPDX-License-Identifier: Apache-2.0
// A PDF that carries a signature over its own bytes, so that anybody can check a copy with nothing but the public key.
// After the file's %%EOF follow one comment line and the trailer again (readers ignore the comment):
//   %huizheng-signature <base64url of canonical JSON {about, digest, key, signature, suite, version}>
// `digest` is of every byte before that line; `signature` is over the canonical JSON without itself.
#pragma once
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "base/json.hpp"
#include "crypto/suite.hpp"

namespace hz::document {

// `about` says what the paper is, e.g. {identifier, number, holder_digest}; it is public.
[[nodiscard]] Result<Bytes> sign_pdf(BytesView pdf, const Json& about, const crypto::Suite& suite,
                                     const crypto::PrivateKey& key);

struct PdfSignature {
    bool intact = false;  // digest and signature hold
    Json about;
    std::string key;     // base64 of the signer's public key; compare with the issuer's own
    std::string digest;  // hex, of the signed bytes
};

// Refuses errors::not_ours where there is no such line. A file that was changed gives intact = false.
[[nodiscard]] Result<PdfSignature> verify_pdf(BytesView file);

}  // namespace hz::document
