import assert from "node:assert/strict";
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { createEngineProgress, engineAddressIn } from "../../../provider/src/engine/engineProgress";
import { resourceUrn } from "../../support/lifecycle/lifecycleFixture";
import { manualClock } from "../../support/process/manualClock";
import { until } from "../../support/process/until";

interface LogRequest {
    toObject(): { severity: number; message: string; urn: string; ephemeral: boolean };
}

const { EngineService } = require("@pulumi/pulumi/proto/engine_grpc_pb");
const { LogSeverity } = require("@pulumi/pulumi/proto/engine_pb");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");

describe("createEngineProgress", () => {
    let engine: Server;
    let address: string;
    const said: ReturnType<LogRequest["toObject"]>[] = [];

    before(async () => {
        engine = new Server();
        const log = (call: ServerUnaryCall<LogRequest, unknown>, answer: sendUnaryData<unknown>): void => {
            said.push(call.request.toObject());
            answer(null, new Empty());
        };
        engine.addService(EngineService, { log });
        const port = await new Promise<number>((resolve, reject) => {
            const credentials = ServerCredentials.createInsecure();
            engine.bindAsync("127.0.0.1:0", credentials, (error, bound) => (error ? reject(error) : resolve(bound)));
        });
        address = `127.0.0.1:${port}`;
    });
    after(() => engine.forceShutdown());

    it("says it on the resource's row: status passing, warnings and lines staying, a warning once", async () => {
        const progress = createEngineProgress(address).of(resourceUrn);

        progress.status("1/3 imported");
        progress.warn("2 users were not imported.");
        progress.warn("2 users were not imported.");
        progress.info("They stay.");
        while (said.length < 3) {
            await new Promise((resolve) => setTimeout(resolve, 2));
        }

        const facts = said.map(({ severity, message, urn, ephemeral }) => ({ severity, message, urn, ephemeral }));
        assert.deepEqual(facts, [
            { severity: LogSeverity.INFO, message: "1/3 imported", urn: resourceUrn, ephemeral: true },
            {
                severity: LogSeverity.WARNING,
                message: "2 users were not imported.",
                urn: resourceUrn,
                ephemeral: false,
            },
            { severity: LogSeverity.INFO, message: "They stay.", urn: resourceUrn, ephemeral: false },
        ]);
    });

    it("lets a status stay after a minute, and then after twice as long each time", async () => {
        const clock = manualClock();
        const progress = createEngineProgress(address, clock).of(resourceUrn);
        for (let minute = 0; minute <= 8; minute += 0.5) {
            progress.status(`minute ${minute}`);
            clock.advance(30);
        }
        const told = () => said.filter(({ message }) => message.startsWith("minute "));
        await until(
            () => told().length === 17,
            () => "all statuses",
        );

        const stayed = told().filter(({ ephemeral }) => !ephemeral);
        assert.deepEqual(
            stayed.map(({ message }) => message),
            ["minute 1", "minute 3", "minute 7"],
        );
    });

    it("tells nobody any more once it is closed, also not who has the engine's port then", async () => {
        const closed = createEngineProgress(address);
        closed.of(resourceUrn).status("before");
        closed.close();
        closed.of(resourceUrn).status("after");
        closed.of(resourceUrn).warn("after");
        createEngineProgress(address).of(resourceUrn).info("a later run");
        while (!said.some(({ message }) => message === "a later run")) {
            await new Promise((resolve) => setTimeout(resolve, 2));
        }

        assert.equal(
            said.some(({ message }) => message === "after"),
            false,
        );
    });

    it("never fails where no engine listens", () => {
        for (const nobody of [undefined, "127.0.0.1:1", "no address"]) {
            const progress = createEngineProgress(nobody).of(undefined);
            progress.status("x");
            progress.warn("x");
            progress.info("x");
        }
    });
});

describe("engineAddressIn", () => {
    it("finds the address behind the flags for logging and tracing", () => {
        assert.equal(engineAddressIn(["127.0.0.1:50051"]), "127.0.0.1:50051");
        const flags = ["--logtostderr", "-v=9", "--tracing", "http://127.0.0.1:9411/api"];
        assert.equal(engineAddressIn([...flags, "127.0.0.1:50051"]), "127.0.0.1:50051");
    });

    it("finds none in a process of another kind", () => {
        for (const args of [[], ["test/unit/x.spec.ts"], ["-v=9"], ["http://127.0.0.1:80"]]) {
            assert.equal(engineAddressIn(args), undefined);
        }
    });
});
