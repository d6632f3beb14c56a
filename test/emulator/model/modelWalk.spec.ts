import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInProcessEmulator } from "../../../emulator/src";
import { operationSupport } from "../../../emulator/src/operations";
import { cognitoTargets, logsTargets } from "../../../emulator/src/targets/targets";
import { sdkOperation, sdkOperations } from "./sdkModel";
import { isOpaque, servedMembers } from "./served";

interface CapturedOperation {
    readonly errors: readonly string[];
    readonly input: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly output: readonly string[];
}

const captured = JSON.parse(readFileSync(join(__dirname, "cognitoModel.json"), "utf8")) as {
    readonly operations: Readonly<Record<string, CapturedOperation>>;
};
const operations = new Map(Object.entries(captured.operations));
const targets = Object.entries(cognitoTargets);
const importOperations = [...operations.keys()].filter((name) => /ImportJob|CSVHeader/.test(name));
const recapture = `capture again: python test/emulator/model/capture.py ${Object.keys(cognitoTargets).join(" ")} > test/emulator/model/cognitoModel.json`;

/** Constraints that have to be the same in AWS's model and in ours. */
function constraintsOf(traits: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { type, min, max, pattern, enum: values, required } = traits;
    // A least length of 0, and the greatest of any string, say nothing.
    const bounds = { min: type === "string" && min === 0 ? undefined : min, max: max === 131072 ? undefined : max };
    const sorted = Array.isArray(values) ? [...(values as string[])].sort() : undefined;
    return { type, ...bounds, pattern, values: sorted, required: required === true };
}

/** The report shows above its line how much a walk has compared. */
function tell(count: string): void {
    process.stdout.write(`      ${count}\n`);
}

describe("the model of AWS", () => {
    it("is the one of the installed SDK: every member, and which are required", () => {
        let members = 0;
        for (const [operation, { input, output }] of operations) {
            const model = sdkOperation(operation);
            assert.deepEqual([...Object.keys(input)].sort(), [...model.input].sort(), `${operation}: ${recapture}`);
            assert.deepEqual([...output].sort(), [...model.output].sort(), `${operation}: ${recapture}`);
            const required = Object.keys(input).filter((path) => input[path]?.required === true);
            assert.deepEqual([...required].sort(), model.requiredInput, operation);
            members += model.input.length + model.output.length;
        }
        assert.deepEqual([...operations.keys()], targets.map(([name]) => name).sort());
        assert.ok(members > 600, `${members} members were compared`);
        tell(`${members} members of ${operations.size} operations`);
    });

    it("is served member by member, with its patterns, lengths, bounds and enumerations", () => {
        let constraints = 0;
        for (const [operation, target] of targets) {
            const served = servedMembers(target.input);
            for (const [path, traits] of Object.entries(operations.get(operation)?.input ?? {})) {
                const own = served.get(path);
                if (own === undefined) {
                    assert.ok(isOpaque(path, served), `${operation} does not read ${path}`);
                    assert.equal(operationSupport(operation), "partial", `${operation} does not look into ${path}`);
                    continue;
                }
                assert.deepEqual(constraintsOf(own), constraintsOf(traits), `${operation}: ${path}`);
                constraints += Object.values(constraintsOf(traits)).filter((value) => value !== undefined).length;
            }
            for (const path of served.keys()) {
                assert.ok(
                    operations.get(operation)?.input[path],
                    `${operation} reads ${path}, which AWS does not have`,
                );
            }
        }
        assert.ok(constraints > 700, `${constraints} constraints were compared`);
        tell(`${constraints} types, patterns, lengths, bounds, enumerations and requirements`);
    });

    it("answers every error that the model has, by itself or by script", async () => {
        const emulator = createInProcessEmulator();
        let errors = 0;
        for (const [operation, { errors: codes, input }] of operations) {
            const request = Object.fromEntries(Object.keys(input).map((name) => [name, null]));
            for (const code of codes) {
                const isServerFault = code === "InternalErrorException";
                emulator.faults.add({
                    operation: operation as keyof typeof cognitoTargets,
                    ...(isServerFault ? { kind: "serverError" } : { kind: "error", code }),
                });
                await assert.rejects(emulator.call(operation, request), {
                    name: code,
                    $metadata: { httpStatusCode: isServerFault ? 500 : 400 },
                });
                errors++;
            }
        }
        assert.ok(errors >= 200, `${errors} errors were answered`);
        tell(`${errors} errors`);
    });

    it("has the six operations of import jobs in full", () => {
        assert.equal(importOperations.length, 6);
        assert.deepEqual(
            importOperations.map((name) => operationSupport(name)),
            Array<string>(6).fill("full"),
        );
    });
});

/** In the order of their names. */
const byName = ([one]: [string, string], [other]: [string, string]): number => (one < other ? -1 : 1);

describe("the README's tables of operations", () => {
    const readme = readFileSync(join(__dirname, "../../../emulator/README.md"), "utf8");
    const served = [...readme.matchAll(/^\| (.+?) \| (full|partial) \|/gm)].map(
        ([, name = "", support = ""]): [string, string] => [name.replaceAll("`", ""), support],
    );
    const notServed = readme.slice(
        readme.indexOf("\n- ", readme.indexOf("### Not served")),
        readme.indexOf("## Limits"),
    );
    const [lists = ""] = notServed.split("\n\n");
    const rows = [
        ...served,
        ...[...lists.matchAll(/`(\w+)`/g)].map(([, name = ""]): [string, string] => [name, "none"]),
    ];

    it("names every operation of the installed SDK once, with what the emulator does", () => {
        const cognito = sdkOperations().map((name): [string, string] => [name, operationSupport(name) ?? "none"]);
        const logs = Object.keys(logsTargets).map((name): [string, string] => [name, operationSupport(name) ?? "none"]);
        const documented = rows.filter(([name]) => !/^(?:PUT|S3|STS) /.test(name));

        assert.deepEqual(documented.toSorted(byName), [...cognito, ...logs].toSorted(byName));
    });
});
