// SPDX-License-Identifier: Apache-2.0
// Which places of a scope can have tokens at the same time, whatever conditions say. Private to the module.
#pragma once
#include <utility>
#include <vector>

#include "process/model.hpp"

namespace hz::process {

// The concurrency relation of Kovalyov (1992), by following pairs of tokens: exact for processes of tasks and parallel
// and exclusive gateways, generous for the rest. Grows with the square of the scope; one too large is let through.
class Beside {
  public:
    Beside(const Definition& definition, Index scope);
    // Places as in Token. Also of one place: whether it can have two.
    [[nodiscard]] bool together(Index a, Index b) const;

  private:
    [[nodiscard]] std::size_t at(Index a, Index b) const { return local_[a] * places_.size() + local_[b]; }
    [[nodiscard]] bool here(Index place) const { return local_[place] != nowhere; }
    [[nodiscard]] std::vector<Index> leaving(const Node& node) const;  // places that a token there goes to next
    void reach(Index place);
    void pair(Index a, Index b);
    void fork(const Node& node);
    void follow(Index moving, Index stays);
    void go_on(Index place);

    const Definition& definition_;
    std::vector<Index> places_;
    std::vector<Index> local_;  // place -> its number in places_
    std::vector<bool> reached_, pairs_;
    std::vector<Index> new_places_;
    std::vector<std::pair<Index, Index>> new_pairs_;
};

}  // namespace hz::process
