// SPDX-License-Identifier: Apache-2.0
#include "storage/testing/process.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hz::storage::testing {

pid_t spawn(const std::vector<std::string>& command, const std::string& log, const std::string& user) {
    std::vector<char*> arguments;
    for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    const passwd* account = geteuid() == 0 ? getpwnam(user.c_str()) : nullptr;
    const uid_t uid = account == nullptr ? geteuid() : account->pw_uid;
    const gid_t gid = account == nullptr ? getegid() : account->pw_gid;
    const pid_t child = fork();
    if (child != 0) return child;
    // Only async-signal-safe calls from here on.
    const int file = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(file, STDOUT_FILENO);
    dup2(file, STDERR_FILENO);
    if (account != nullptr && (setgroups(0, nullptr) != 0 || setgid(gid) != 0 || setuid(uid) != 0)) _exit(126);
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    execv(arguments[0], arguments.data());
    _exit(127);
}

int wait_for(pid_t process) {
    int status = 0;
    if (process <= 0 || waitpid(process, &status, 0) != process) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace hz::storage::testing
