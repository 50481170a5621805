// SPDX-License-Identifier: GPL-3.0-or-later
#include "end_to_end/sample_records.h"

namespace shipglass::testing {

QByteArray sampleRecords() {
    return R"NDJSON(
{"kind":"run","source":"ci","id":"web#1","pipeline":"web","number":"1","status":"success","title":"First","branch":"main","commit":"1111111111111111","trigger":"unknown","createdAt":"2026-05-01T10:00:00.000Z","startedAt":"2026-05-01T10:00:00.000Z","finishedAt":"2026-05-01T10:10:00.000Z","stages":[{"id":"1","name":"compile","status":"success","startedAt":"2026-05-01T10:00:00.000Z","finishedAt":"2026-05-01T10:10:00.000Z"}],"labels":[],"history":[{"at":"2026-05-01T10:10:00.000Z","status":"success"}]}
{"kind":"run","source":"ci","id":"web#2","pipeline":"web","number":"2","status":"failure","title":"=cmd|' /C calc'!A0","branch":"+main","actor":"@ana","trigger":"push","startedAt":"2026-05-01T11:00:00.000Z","finishedAt":"2026-05-01T11:05:00.000Z","history":[{"at":"2026-05-01T11:05:00.000Z","status":"failure"}]}
{"kind":"run","source":"ci","id":"web#3","pipeline":"web","number":"3","status":"running","title":"\u001b[31mred\n\u0007 bell","branch":"-main","trigger":"manual","startedAt":"2026-05-01T12:00:00.000Z","history":[{"at":"2026-05-01T12:00:00.000Z","status":"running"}]}
{"kind":"deployment","source":"cd","id":"d1","service":"web","environment":"production","tier":"production","version":"1.4.0","status":"success","history":[{"at":"2026-05-01T10:20:00.000Z","status":"running"},{"at":"2026-05-01T10:30:00.000Z","status":"success"}],"rollback":false,"createdAt":"2026-05-01T10:20:00.000Z","startedAt":"2026-05-01T10:20:00.000Z","finishedAt":"2026-05-01T10:30:00.000Z"}
{"kind":"change","source":"code","id":"acme/web!7","repository":"acme/web","title":"Say \"hello\", twice","author":"bo","branch":"main","commits":[{"sha":"1111111111111111","merge":false}],"mergedAt":"2026-05-01T09:50:00.000Z"}
{"kind":"alert","source":"am","id":"f00d@1777629600","key":"f00d","title":"Disk fills up","severity":"high","state":"resolved","startedAt":"2026-05-01T10:00:00.000Z","resolvedAt":"2026-05-01T11:00:00.000Z","labels":{"alertname":"DiskFillsUp"},"history":[{"at":"2026-05-01T10:00:00.000Z","status":"firing"},{"at":"2026-05-01T11:00:00.000Z","status":"resolved"}]}
{"kind":"resource","source":"am","id":"server","type":"alertmanager.server","name":"am","health":"up","history":[{"at":"2026-05-01T09:00:00.000Z","status":"up","observed":true}]}
{"kind":"metric","source":"prom","id":"m1","query":"up","name":"up","type":"gauge","labels":{"job":"node"},"points":[[1777629600000,1.0],[1777629660000,0.5]]}
{"kind":"log","source":"app","id":"l1","time":"2026-05-01T10:00:00.000Z","seq":-1,"severity":"info","stream":"stdout","message":"listening"}
{"kind":"test","source":"junit","id":"web#2|shop|Basket|adds","runId":"web#2","suite":"shop","class":"Basket","name":"adds","status":"failed","durationMs":12,"message":"3 != 4"}
)NDJSON";
}

} // namespace shipglass::testing
