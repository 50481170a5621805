// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// A certificate for 127.0.0.1 that signs itself, and its key, as PEM.
struct TestCertificate {
    QByteArray certificate, key;
};

TestCertificate makeCertificate();
