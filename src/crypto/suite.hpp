// SPDX-License-Identifier: Apache-2.0
// What a digest, signature or seal is made of. Callers name a suite, never an algorithm, so that a certified module can
// take the place of the software.
//   intl  SHA-256, Ed25519, HMAC-SHA256, AES-256-GCM
//   gm    SM3, SM2 with the id of GB/T 32918 ("1234567812345678"), HMAC-SM3, SM4-CTR then HMAC-SM3
#pragma once
#include <array>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "base/random.hpp"
#include "base/result.hpp"

namespace hz::crypto {

using Hash = std::array<std::byte, 32>;  // both suites digest to 32 bytes
inline constexpr std::size_t key_bytes = 32;

// One digest being computed. Not thread-safe.
class Digester {
  public:
    virtual ~Digester() = default;
    virtual void update(BytesView data) = 0;
    // The digest of everything given; the object then starts again.
    virtual Hash finish() = 0;
};

// Thread-safe.
class PublicKey {
  public:
    virtual ~PublicKey() = default;
    // False for anything but a signature of exactly this message by this key.
    [[nodiscard]] virtual bool verify(BytesView message, BytesView signature) const = 0;
    // SubjectPublicKeyInfo, DER.
    [[nodiscard]] virtual Bytes spki() const = 0;
};

// A handle: the key itself may live in a module and then cannot be exported. Thread-safe.
class PrivateKey {
  public:
    virtual ~PrivateKey() = default;
    // Ed25519: 64 bytes. SM2: DER (r, s), its nonce drawn by the library.
    [[nodiscard]] virtual Result<Bytes> sign(BytesView message) const = 0;
    [[nodiscard]] virtual const PublicKey& public_key() const = 0;
    // PKCS #8, DER, not encrypted. Refused where the key lives in a module.
    [[nodiscard]] virtual Result<Bytes> pkcs8() const = 0;
};

// Authenticated encryption under one key. Thread-safe.
class Sealer {
  public:
    virtual ~Sealer() = default;
    // nonce || ciphertext || tag. `associated` is authenticated, not stored. At most 2^32 seals a key.
    [[nodiscard]] virtual Bytes seal(BytesView plain, BytesView associated, Random& random) const = 0;
    // Refusal: errors::cannot_open.
    [[nodiscard]] virtual Result<Bytes> open(BytesView sealed, BytesView associated) const = 0;
};

// Stateless and thread-safe.
class Suite {
  public:
    virtual ~Suite() = default;
    [[nodiscard]] virtual std::string_view name() const = 0;

    [[nodiscard]] virtual Hash digest(std::initializer_list<BytesView> parts) const = 0;  // of the parts joined
    [[nodiscard]] Hash digest(BytesView data) const { return digest({data}); }
    [[nodiscard]] virtual std::unique_ptr<Digester> digester() const = 0;
    [[nodiscard]] Hash hmac(BytesView key, BytesView message) const;
    // HKDF (RFC 5869) over the suite's HMAC; at most 8160 bytes.
    [[nodiscard]] Bytes derive(BytesView secret, BytesView salt, std::string_view info, std::size_t size) const;

    [[nodiscard]] virtual std::unique_ptr<PrivateKey> generate_key(Random& random) const = 0;
    // Refusal: errors::bad_key, also for a key of the other suite.
    [[nodiscard]] virtual Result<std::unique_ptr<PrivateKey>> import_private(BytesView pkcs8_der) const = 0;
    [[nodiscard]] virtual Result<std::unique_ptr<PublicKey>> import_public(BytesView spki_der) const = 0;

    // `key` has key_bytes.
    [[nodiscard]] virtual std::unique_ptr<Sealer> sealer(BytesView key) const = 0;
    [[nodiscard]] Bytes seal(BytesView key, BytesView plain, BytesView associated, Random& random) const {
        return sealer(key)->seal(plain, associated, random);
    }
    [[nodiscard]] Result<Bytes> open(BytesView key, BytesView sealed, BytesView associated) const {
        return sealer(key)->open(sealed, associated);
    }
};

[[nodiscard]] const Suite* find_suite(std::string_view name);
// `name` is "intl" or "gm"; anything else is a bug.
[[nodiscard]] const Suite& suite_by_name(std::string_view name);

// Time depends only on the lengths.
[[nodiscard]] bool constant_time_equal(BytesView a, BytesView b);
// Overwrites in a way the compiler keeps; for keys that go out of use.
void wipe(Bytes& secret);

// "-----BEGIN <label>-----" armour: labels "PRIVATE KEY" (PKCS #8) and "PUBLIC KEY" (SPKI).
[[nodiscard]] std::string to_pem(std::string_view label, BytesView der);
// Refusal: errors::bad_key where the armour, label or base64 is not right.
[[nodiscard]] Result<Bytes> from_pem(std::string_view label, std::string_view pem);

}  // namespace hz::crypto
