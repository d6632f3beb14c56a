import type { InProcessEmulator } from "../../emulator/src";
import type { SdkClients } from "../../provider/src/aws/sdkClients";

/** A command of the SDK. */
interface Command {
    readonly constructor: { readonly name: string };
    readonly input: object;
}

/** Clients whose calls go straight to an emulator: with the SDK's commands, and without what the SDK makes of them. */
export function directClients(emulator: InProcessEmulator): SdkClients {
    const send = async (command: Command): Promise<object> => {
        const operation = command.constructor.name.replace(/Command$/, "");
        return withDates(await emulator.call(operation, command.input));
    };
    const client = { send } as never;
    return { cognito: client, cognitoOnce: client, logs: async () => client, lastEndpoint: () => emulator.url };
}

/** As the SDK does, makes dates of AWS's seconds. */
function withDates(answer: object): object {
    return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, parsed(name, value)]));
}

function parsed(name: string, value: unknown): unknown {
    if (typeof value === "number" && name.endsWith("Date")) {
        return new Date(value * 1000);
    }
    if (Array.isArray(value)) {
        return value.map((item) => parsed("", item));
    }
    return typeof value === "object" && value !== null ? withDates(value) : value;
}
