import * as pulumi from "@pulumi/pulumi";
import type { Alias as SentAlias } from "@pulumi/pulumi/proto/alias_pb";
import type { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import { sdk } from "./sdk";

const packageName = "cognito-user-import";

/**
 * The options that a component was given.
 *
 * @param provider the provider that was asked for it, as `urn::id`: its children have the same one. `undefined`: the engine does not
 * say, so that they get the default one.
 */
export function optionsOf(request: ConstructRequest, provider: string | undefined): pulumi.ComponentResourceOptions {
    const { DependencyResource } = sdk.resources;
    const parent = request.getParent();
    const deletedWith = request.getDeletedwith();
    const hooks = sdk.registration.hookBindingFromProto(request.getResourceHooks());
    const protect = request.getProtect();
    const retainOnDelete = request.getRetainondelete();
    return {
        aliases: request.getAliasesList().map(aliasOf),
        dependsOn: request.getDependenciesList().map((urn) => new DependencyResource(urn)),
        providers: providersOf(request, provider),
        ignoreChanges: request.getIgnorechangesList(),
        replaceOnChanges: request.getReplaceonchangesList(),
        ...timeoutsOf(request),
        ...(parent !== "" && { parent: new DependencyResource(parent) }),
        ...(deletedWith !== "" && { deletedWith: new DependencyResource(deletedWith) }),
        ...(hooks !== undefined && { hooks }),
        ...(protect !== undefined && { protect }),
        ...(retainOnDelete !== undefined && { retainOnDelete }),
    };
}

function providersOf(request: ConstructRequest, own: string | undefined): Record<string, pulumi.ProviderResource> {
    const given = [...request.getProvidersMap().entries()] as [string, string][];
    const references = new Map(own === undefined ? given : [[packageName, own], ...given]);
    const { DependencyProviderResource } = sdk.resources;
    return Object.fromEntries([...references].map(([name, ref]) => [name, new DependencyProviderResource(ref)]));
}

function timeoutsOf(request: ConstructRequest): Pick<pulumi.ComponentResourceOptions, "customTimeouts"> {
    const timeouts = request.getCustomtimeouts();
    return timeouts === undefined ? {} : { customTimeouts: timeouts.toObject() };
}

function aliasOf(sent: SentAlias): string | pulumi.Alias {
    const spec = sent.getSpec();
    if (spec === undefined) {
        return sent.getUrn();
    }
    const parent = spec.getNoparent() ? pulumi.rootStackResource : spec.getParenturn();
    return {
        ...(spec.getName() !== "" && { name: spec.getName() }),
        ...(spec.getType() !== "" && { type: spec.getType() }),
        ...(spec.getProject() !== "" && { project: spec.getProject() }),
        ...(spec.getStack() !== "" && { stack: spec.getStack() }),
        ...(parent !== "" && { parent }),
    };
}
