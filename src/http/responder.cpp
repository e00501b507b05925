// SPDX-License-Identifier: Apache-2.0
#include <atomic>

#include "http/errors.hpp"
#include "http/problem.hpp"
#include "http/response.hpp"

namespace hz::http {

struct Responder::State {
    std::shared_ptr<Request> request;
    Deliver deliver;
    std::atomic<bool> answered{false};

    State(std::shared_ptr<Request> r, Deliver d) : request(std::move(r)), deliver(std::move(d)) {}
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        if (!answered.load()) deliver(problem(refuse(errors::no_answer), request->locale));
    }
};

Responder::Responder(std::shared_ptr<Request> request, Deliver deliver)
    : state_(std::make_shared<State>(std::move(request), std::move(deliver))) {}

bool Responder::operator()(Response response) const {
    if (state_->answered.exchange(true)) return false;
    state_->deliver(std::move(response));
    return true;
}

bool Responder::operator()(const Error& error) const { return (*this)(problem(error, state_->request->locale)); }

Request& Responder::request() const { return *state_->request; }
std::shared_ptr<Request> Responder::shared_request() const { return state_->request; }
bool Responder::answered() const { return state_->answered.load(); }

}  // namespace hz::http
