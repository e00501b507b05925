// SPDX-License-Identifier: Apache-2.0
#include "storage/testing/cluster.hpp"

namespace hz::storage::testing {

Cluster& Cluster::instance() {
    static Cluster cluster;
    return cluster;
}
Cluster::Cluster() { why_not_ = "PostgreSQL support is being built"; }
Cluster::~Cluster() = default;
std::string Cluster::create_database(const std::string&) { return {}; }
void Cluster::restart(const std::string&) {}

}  // namespace hz::storage::testing
