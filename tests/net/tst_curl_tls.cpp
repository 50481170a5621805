// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/compose.h"
#include "raw_server.h"
#include "support/replay_session.h"
#include "test_certificate.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTemporaryDir>
#include <QTest>

using namespace shipglass;

namespace {

/// A server that answers everything with the same bytes.
RawServer::Handler always(QByteArray bytes) {
    return [bytes = std::move(bytes)](QIODevice& connection, const QByteArray&) { connection.write(bytes); };
}

std::string fileWith(const QTemporaryDir& folder, const QByteArray& text) {
    QFile file(folder.filePath("file.pem"));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) return {};
    return file.fileName().toStdString();
}

} // namespace

class TestCurlTls : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        for (const char* name :
             {"http_proxy", "https_proxy", "all_proxy", "HTTPS_PROXY", "ALL_PROXY", "SSL_CERT_FILE"})
            qunsetenv(name);
        QVERIFY(makeCertificate().certificate.startsWith("-----BEGIN"));
    }

    void refusesACertificateOfNobody() {
        QSslServer tls;
        serveTls(tls, makeCertificate());
        RawServer server(tls, always(answer("secret")));
        CurlTransport transport;
        const auto got = ask(transport, get(server.url("/", "https")));
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::tls);
        QVERIFY(got.error().message.find("self-signed") != std::string::npos);
        QCOMPARE(server.requests, 0);
    }

    void acceptsAKnownAuthority() {
        QTemporaryDir folder;
        const auto made = makeCertificate();
        QSslServer tls;
        serveTls(tls, made);
        RawServer server(tls, always(answer("welcome")));
        CurlTransport transport;
        auto request = get(server.url("/", "https"));
        request.tls.authority = fileWith(folder, made.certificate);
        const auto got = ask(transport, request);
        QVERIFY2(got.ok(), got.ok() ? "" : got.error().message.c_str());
        QCOMPARE(got->body, std::string("welcome"));
        // A connection made with one authority is not used by a request with another.
        QCOMPARE(ask(transport, get(server.url("/", "https"))).error().fault, Fault::tls);
    }

    void honoursTheEnvironmentsAuthorities() {
        QTemporaryDir folder;
        const auto made = makeCertificate();
        QSslServer tls;
        serveTls(tls, made);
        RawServer server(tls, always(answer("welcome")));
        CurlTransport transport;
        qputenv("SSL_CERT_FILE", QByteArray::fromStdString(fileWith(folder, made.certificate)));
        const auto got = ask(transport, get(server.url("/", "https")));
        qunsetenv("SSL_CERT_FILE");
        QVERIFY(got.ok());
    }

    void aCertificateForAnotherNameIsRefused() {
        QTemporaryDir folder;
        const auto made = makeCertificate();
        QSslServer tls;
        serveTls(tls, made);
        RawServer server(tls, always(answer("secret")));
        CurlTransport transport;
        auto request = get("https://localhost:" + std::to_string(tls.serverPort()) + "/");
        request.tls.authority = fileWith(folder, made.certificate);
        const auto got = ask(transport, request);
        QVERIFY(!got.ok());
        QCOMPARE(got.error().fault, Fault::tls);
    }

    void aClientsKeyNeedsNoFile() {
        QTemporaryDir folder;
        const auto made = makeCertificate();
        QSslServer tls;
        serveTls(tls, made, true);
        RawServer server(tls, always(answer("welcome")));
        CurlTransport transport;
        auto request = get(server.url("/", "https"));
        request.tls.authority = fileWith(folder, made.certificate);
        QVERIFY(!ask(transport, request).ok());
        QCOMPARE(server.requests, 0);
        request.tls.certificate = request.tls.authority;
        request.tls.key = made.key.toStdString();
        const auto got = ask(transport, request);
        QVERIFY2(got.ok(), got.ok() ? "" : got.error().message.c_str());
        QCOMPARE(got->body, std::string("welcome"));
    }

    void aFoundKeyGoesToTheSourceOnly() {
        ReplaySession replayed("[]");
        replayed.config.tls.certificate = "/me.pem";
        replayed.secrets = std::make_shared<FixedSecrets>(std::map<std::string, std::string, std::less<>>{
            {"auth.token", "fake"}, {"tls.key", "-----BEGIN fake"}});
        const auto core = replayed.core();
        core->loadSecrets();
        const auto own = composeCall(*core, Request("/api"), "*/*");
        QCOMPARE(own.wire.tls.key, std::string("-----BEGIN fake"));
        const auto other = composeCall(*core, Request("https://elsewhere.example/api"), "*/*");
        QCOMPARE(other.wire.tls.key, std::string());
    }

    void missingTlsFilesAreSaid() {
        QSslServer tls;
        serveTls(tls, makeCertificate());
        RawServer server(tls, always(answer("secret")));
        CurlTransport transport;
        auto request = get(server.url("/", "https"));
        request.tls.authority = "/nowhere/ca.pem";
        QCOMPARE(ask(transport, request).error().fault, Fault::tls);
        request.tls = {};
        request.tls.certificate = "/nowhere/client.pem";
        QCOMPARE(ask(transport, request).error().fault, Fault::tls);
    }

private:
    static void serveTls(QSslServer& server, const TestCertificate& made, bool asksForOne = false) {
        auto configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(made.certificate));
        configuration.setPrivateKey(QSslKey(made.key, QSsl::Ec));
        if (asksForOne) {
            configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
            configuration.setCaCertificates({QSslCertificate(made.certificate)});
        }
        server.setSslConfiguration(configuration);
    }
};

QTEST_GUILESS_MAIN(TestCurlTls)
#include "tst_curl_tls.moc"
