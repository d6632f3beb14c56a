import * as pulumi from "@pulumi/pulumi";
import { type ConstructRequest, ConstructResponse } from "@pulumi/pulumi/proto/provider_pb";
import { toStruct } from "../protocol/values";
import { makeComponent } from "./components";
import type { ConstructContext } from "./construct";
import { optionsOf } from "./options";
import { pluginHost } from "./pluginHost";
import { sdk, settled } from "./sdk";

/**
 * Makes a component as a program would: each in settings of its own, since several of one run may come at the same time.
 *
 * @throws whatever the component throws, or the engine answers of one of its children
 */
export async function constructComponent(
    request: ConstructRequest,
    context: ConstructContext,
): Promise<ConstructResponse> {
    return await sdk.state.withLocalStorage(async () => {
        await prepare(request, context.engineAddress);
        const [type, name] = [request.getType(), request.getName()];
        const inputs = await sdk.server.deserializeInputs(request.getInputs(), request.getInputdependenciesMap());
        const { [folderInput]: folder, ...args } = inputs;
        const host = pluginHost(context.configuration, folder as string | undefined);
        const { urn, outputs } = makeComponent(type, name, args, optionsOf(request, context.provider), host);
        const response = new ConstructResponse();
        response.setUrn(await settled(urn));
        const serialized = pulumi.runtime.serializeResourceProperties(`construct(${type}, ${name})`, outputs);
        const [state, dependencies] = await serialized;
        response.setState(toStruct(state));
        for (const [output, resources] of dependencies) {
            const urns = new ConstructResponse.PropertyDependencies();
            urns.setUrnsList(await Promise.all([...resources].map((resource) => settled(resource.urn))));
            response.getStatedependenciesMap().set(output, urns);
        }
        await sdk.settings.waitForRPCs();
        return response;
    });
}

/** Where an inline program's relative paths start; only the classes of this package send it. */
const folderInput = "sourceFolder";

async function prepare(request: ConstructRequest, engineAddress: string | undefined): Promise<void> {
    pulumi.runtime.resetOptions(
        request.getProject(),
        request.getStack(),
        request.getParallel(),
        engineAddress ?? "",
        request.getMonitorendpoint(),
        request.getDryrun(),
        request.getOrganization(),
    );
    await sdk.settings.awaitFeatureSupport();
    const config = Object.fromEntries(request.getConfigMap().entries() as Iterable<[string, string]>);
    sdk.config.setAllConfig(config, request.getConfigsecretkeysList());
}
