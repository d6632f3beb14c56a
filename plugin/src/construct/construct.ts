import { AsyncLocalStorage } from "node:async_hooks";
import type { ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { messageOf, shownCause, UserImportError } from "pulumi-cognito-user-import/bin/native";
import type { Configuration } from "../configuration";

/** What a component takes of the plugin. */
export interface ConstructContext {
    /** `host:port`. */
    readonly engineAddress: string | undefined;
    /** The provider that is asked, as `urn::id`; `undefined`: the engine has not said so. */
    readonly provider: string | undefined;
    /** Its settings. */
    readonly configuration: Pick<Configuration, "read" | "isSecret">;
}

/** Ends a construction that cannot go on. */
type Fail = (error: unknown) => void;

const constructions = new AsyncLocalStorage<Fail>();

/** Those that have not ended. */
const running = new Set<Fail>();

/**
 * Makes a component. Pulumi's SDK is loaded with the first one: it takes time and memory that resources do not need.
 *
 * @throws whatever the component throws, or the engine answers of one of its children
 */
export async function construct(request: ConstructRequest, context: ConstructContext): Promise<ConstructResponse> {
    process.off("unhandledRejection", endConstruction).on("unhandledRejection", endConstruction);
    return await new Promise((resolve, reject) => {
        running.add(reject);
        constructions.run(reject, () => {
            const { constructComponent }: typeof import("./run") = require("./run");
            constructComponent(request, context)
                .finally(() => running.delete(reject))
                .then(resolve, reject);
        });
    });
}

/**
 * Answers all that are being made. The engine ends a run by cancelling it, also where a child has failed, and closes the connection
 * under whatever has not been answered by then.
 */
export function endConstructions(): void {
    for (const fail of running) {
        fail(
            new UserImportError(
                "interrupted",
                "The run ended before all of its resources were made. If one of them has failed, its own error says why.",
            ),
        );
    }
}

/**
 * Where the engine refuses a child, the SDK leaves outputs behind that nobody waits for. They must not end the process, in which jobs
 * of other resources run: they end their own component. All else that nobody waits for is as Node has it.
 */
function endConstruction(error: unknown): void {
    const own = constructions.getStore();
    if (own === undefined) {
        throw error;
    }
    if (running.has(own)) {
        own(error);
    } else {
        // The component has been answered, so that only the stack's row is left to say it.
        process.stderr.write(`A component failed after it was made: ${messageOf(shownCause(error))}\n`);
    }
}
