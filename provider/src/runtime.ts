import type * as dynamic from "@pulumi/pulumi/dynamic";
import { assembleBySettings, type DependenciesOf, joinEngine } from "./assembly";
import { onEngineCancel } from "./engine/engineCancel";
import { engineAddressIn } from "./engine/engineProgress";
import { membersMethods, recordMethods } from "./groups/methods";
import { asShown, jobMethods } from "./methods";

/**
 * What the provider's text in every state calls: the path of this module and the name {@link provider} must stay, since an old
 * state's text runs the installed package's code. Pulumi's plugin for dynamic resources loads it.
 */

const engineAddress = engineAddressIn(process.argv.slice(2));

/** Joined as soon as this module is loaded. */
const engine = joinEngine(engineAddress);

if (engineAddress !== undefined) {
    onEngineCancel(engine.cancel);
}

let configured: DependenciesOf = assembleBySettings(engine, () => undefined);

const byArgument: DependenciesOf = (aws) => configured(aws);

/**
 * Takes the stack's config; the engine calls it once a process, before anything else. A config that cannot be used is
 * reported by every later call: the engine calls on after a `configure` that throws, and must not work with other settings.
 */
async function configure(request: dynamic.ConfigureRequest): Promise<void> {
    configured = assembleBySettings(engine, (key) => request.config.get(key));
}

/** What Pulumi's plugin process calls. */
export const provider = { configure, ...jobMethods(byArgument, engine) };

/** What Pulumi's plugin process calls for the two resources of a `UserImportGroups`. */
export const groupRecordProvider = { configure, ...recordMethods(byArgument, asShown) };
export const groupMembersProvider = { configure, ...membersMethods(byArgument, asShown) };
