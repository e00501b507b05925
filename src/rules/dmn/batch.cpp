// SPDX-License-Identifier: Apache-2.0
#include "rules/dmn/batch.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <thread>

#include "rules/dmn/errors.hpp"
#include "rules/dmn/run.hpp"
#include "rules/errors.hpp"

namespace hz::rules::dmn {
namespace {

struct Work {
    const Model& model;
    const Element& goal;
    std::span<const Column> columns;
    const BatchSink& sink;
    const BatchOptions& options;
    std::size_t rows = 0;
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    std::mutex at_sink{};
};

Result<Value> one_row(const Work& work, const std::shared_ptr<Shared>& shared, Context& inputs, std::size_t row) {
    static const Value none;
    for (std::size_t c = 0; c < work.columns.size(); ++c) {
        const auto& column = work.columns[c];
        inputs.put(column.name, row < column.values.size() ? column.values[row] : none);
    }
    Evaluation evaluation(work.options.budget);
    Frame frame{.inputs = &inputs, .known = {}};
    Run run(shared, evaluation, frame);
    auto out = work.goal.part == Part::service ? run.service(work.goal) : run.value_of(work.goal);
    if (evaluation.spent()) return *evaluation.spent();
    return out;
}

void work_on(Work& work) {
    auto shared = std::make_shared<Shared>();
    shared->model = work.model.shared_from_this();
    shared->today = work.options.today;
    shared->now = work.options.now;
    Context inputs;
    for (const auto& column : work.columns) inputs.put(column.name, {});
    const auto size = std::max<std::size_t>(work.options.rows_at_once, 1);
    std::vector<Result<Value>> results;
    while (!work.stopped) {
        const auto first = work.next.fetch_add(size);
        if (first >= work.rows) return;
        const auto last = std::min(first + size, work.rows);
        results.clear();
        for (auto row = first; row < last && !work.stopped; ++row) {
            if (work.options.stop && row % 256 == 0 && work.options.stop()) work.stopped = true;
            results.push_back(one_row(work, shared, inputs, row));
        }
        const std::lock_guard lock(work.at_sink);
        if (!work.stopped && !work.sink({first, results})) work.stopped = true;
    }
}

}  // namespace

Result<bool> evaluate_batch(const Model& model, std::string_view name, std::span<const Column> columns,
                            const BatchSink& sink, const BatchOptions& options) {
    const auto* goal = find_goal(model, name);
    if (!goal) return refuse(errors::dmn_unknown_decision, {{"name", std::string(name)}});
    Work work{.model = model, .goal = *goal, .columns = columns, .sink = sink, .options = options};
    for (const auto& column : columns) work.rows = std::max(work.rows, column.values.size());
    std::vector<std::jthread> helpers;
    const auto threads = std::clamp<std::size_t>(options.threads, 1, 64);
    for (std::size_t i = 1; i < threads; ++i) helpers.emplace_back([&work] { work_on(work); });
    work_on(work);
    helpers.clear();
    if (work.stopped) return refuse(errors::feel_stopped);
    return true;
}

}  // namespace hz::rules::dmn
