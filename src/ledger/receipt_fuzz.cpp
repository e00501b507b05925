// SPDX-License-Identifier: Apache-2.0
#include <cstdint>

#include "ledger/receipt.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto receipt = hz::parse_json({reinterpret_cast<const char*>(data), size}, hz::ledger::receipt_limits);
    if (receipt) static_cast<void>(hz::ledger::verify_receipt(*receipt).good());
    return 0;
}
