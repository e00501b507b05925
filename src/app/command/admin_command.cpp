// SPDX-License-Identifier: Apache-2.0
// Accounts from the command line: the first administrators, and a way in again when nobody has one.
#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <iostream>

#include "app/command/commands.hpp"
#include "app/command/common.hpp"
#include "app/errors.hpp"
#include "identity/account.hpp"
#include "identity/organisation.hpp"
#include "identity/person.hpp"

namespace hz::app {
namespace {

using storage::Session;

struct Given {
    Target target;
    std::string login, name, number, phone;
    std::vector<std::string> posts;  // "<agency>/<post>"
    bool generate = false;
};

// From a terminal without showing it; otherwise the first line of standard input.
std::string ask_password(const Target& t) {
    std::string out;
    termios before{};
    const bool terminal = isatty(STDIN_FILENO) != 0 && tcgetattr(STDIN_FILENO, &before) == 0;
    if (terminal) {
        std::cerr << t.say("密码：", "Password: ") << std::flush;
        auto hidden = before;
        hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
    }
    std::getline(std::cin, out);
    if (terminal) {
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
        std::cerr << '\n';
    }
    return out;
}

std::string generated_password(Random& random) {
    std::array<std::byte, 15> bytes{};
    random.fill(bytes);
    return to_base64url(bytes);
}

struct NewPassword {
    std::string plain, hash;
};

Result<NewPassword> new_password(Node& node, const Given& given) {
    auto plain = given.generate ? generated_password(node.random) : ask_password(given.target);
    if (auto ok = identity::check_password_rules(node.identity->settings, given.login, plain); !ok) return ok.error();
    auto hash = node.secrets->hash_password(plain);
    if (!hash) return hash.error();
    return NewPassword{std::move(plain), std::move(*hash)};
}

// A password that was made is printed, once it holds: nobody else knows it.
void print_password(const Given& given, const NewPassword& password) {
    if (given.generate) std::cout << given.target.say("密码 ", "password ") << password.plain << '\n';
}

identity::Actor operator_actor() { return identity::system_actor("command_line"); }

Result<bool> create(Session& s, Node& node, const Given& given, const std::string& hash) {
    auto& context = *node.identity;
    const auto by = operator_actor();
    identity::PersonId person;
    if (!given.number.empty())
        if (const auto known = identity::find_person_by_number(s, context, given.number)) person = known->id;
    if (!person) {
        const auto made = identity::register_person(s, context, by, {given.name, given.number, given.phone, "staff"});
        if (!made) return made.error();
        person = *made;
    }
    const auto account = identity::create_account(s, context, by, {given.login, person, "staff", hash, true});
    if (!account) return account.error();
    for (const auto& post : given.posts) {
        const auto cut = post.find('/');
        const auto agency = post.substr(0, cut);
        const auto code = cut == std::string::npos ? std::string() : post.substr(cut + 1);
        if (auto done = identity::assign_post(s, context, by, person, agency, code); !done) return done.error();
    }
    return true;
}

int create_account(const Given& given) {
    const auto& t = given.target;
    SystemClock clock;
    const auto node = t.open(clock, true);
    if (!node) return t.fail(node.error());
    const auto password = new_password(**node, given);
    if (!password) return t.fail(password.error());
    const auto made = (*node)->store->write_wait([&](Session& s) { return create(s, **node, given, password->hash); });
    if (!made) return t.fail(made.error());
    print_password(given, *password);
    std::cout << t.say("已创建账户，首次登录时须修改密码：",
                       "Account created; the password must be changed at the first sign-in: ")
              << given.login << std::endl;
    return 0;
}

int reset_password(const Given& given) {
    const auto& t = given.target;
    SystemClock clock;
    const auto node = t.open(clock);
    if (!node) return t.fail(node.error());
    const auto password = new_password(**node, given);
    if (!password) return t.fail(password.error());
    const auto done = (*node)->store->write_wait([&](Session& s) -> Result<bool> {
        const auto account = identity::find_account_by_login(s, *(*node)->identity, given.login);
        if (!account) return refuse(errors::no_such_account, {{"login", given.login}});
        if (auto reset = identity::reset_password(s, *(*node)->identity, operator_actor(), account->id, password->hash);
            !reset)
            return reset.error();
        return true;
    });
    if (!done) return t.fail(done.error());
    print_password(given, *password);
    std::cout << t.say("密码已重置：", "Password reset: ") << given.login << std::endl;
    return 0;
}

}  // namespace

void add_admin(CLI::App& program, int& exit_code) {
    auto given = std::make_shared<Given>();
    auto* group = program.add_subcommand(
        "admin", "Accounts of staff.  huizheng admin create-account sys --name 王五 --post AGENCY/POST");
    group->require_subcommand(1);
    add_incidents(*group, exit_code);
    auto* make = group->add_subcommand(
        "create-account",
        "The password is read from standard input.  huizheng admin create-account sys --name 王五 --post AGENCY/POST");
    add_target(*make, given->target);
    make->add_option("login", given->login, "Login")->required();
    make->add_option("--name", given->name, "The person's name")->required();
    make->add_option("--number", given->number,
                     "The person's identity number; somebody known by it is not registered twice");
    make->add_option("--phone", given->phone, "The person's telephone");
    make->add_option("--post", given->posts, "AGENCY/POST, by their codes; repeatable");
    make->add_flag("--generate", given->generate, "Make a password and print it");
    make->callback([given, &exit_code] { exit_code = create_account(*given); });
    auto* reset = group->add_subcommand(
        "reset-password", "Also ends the account's sessions.  huizheng admin reset-password sys --generate");
    add_target(*reset, given->target);
    reset->add_option("login", given->login, "Login")->required();
    reset->add_flag("--generate", given->generate, "Make a password and print it");
    reset->callback([given, &exit_code] { exit_code = reset_password(*given); });
}

}  // namespace hz::app
