// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/task.h"

#include <new>

namespace shipglass::detail {

Error currentError() noexcept {
    try {
        throw;
    } catch (const Failure& failure) {
        return failure.error();
    } catch (const std::bad_alloc&) {
        return Error{Fault::tooLarge, "out of memory", 0, {}};
    } catch (const std::exception& exception) {
        return Error{Fault::malformed, exception.what(), 0, {}};
    } catch (...) {
        return Error{Fault::malformed, "unknown failure", 0, {}};
    }
}

} // namespace shipglass::detail
