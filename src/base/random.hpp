// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>

namespace hz {

// The only source of randomness. Thread-safe.
class Random {
  public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> out) = 0;
};

// The kernel's generator; fit for keys.
class SystemRandom final : public Random {
  public:
    void fill(std::span<std::byte> out) override;
};

// Repeats for a seed; for tests and demo data only.
class SeededRandom final : public Random {
  public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
    void fill(std::span<std::byte> out) override;

  private:
    std::mutex mutex_;
    std::mt19937_64 engine_;
};

}  // namespace hz
