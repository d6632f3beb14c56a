import * as pulumi from "@pulumi/pulumi";
import {
    UserImport,
    type UserImportArgs,
    UserImportGroups,
    type UserImportGroupsArgs,
} from "pulumi-cognito-user-import";
import { argumentNames, UserImportError } from "pulumi-cognito-user-import/bin/native";
import type { ComponentHost } from "pulumi-cognito-user-import/bin/nativeProgram";

/** A component that has been made, and what it puts out. */
export interface Made {
    readonly urn: pulumi.Output<string>;
    readonly outputs: pulumi.Inputs;
}

/** How a component is made of what a program in whatever language has sent. */
interface Component {
    readonly inputNames: readonly string[];
    make(name: string, inputs: pulumi.Inputs, options: pulumi.ComponentResourceOptions, host: ComponentHost): Made;
}

const components: Readonly<Record<string, Component>> = {
    "cognito-user-import:index:UserImport": {
        inputNames: [...argumentNames.filter((name) => name !== "jobName"), "role"],
        make: (name, { role, ...inputs }, options, host) => {
            const args = { ...inputs, ...(role !== undefined && { role: byKey(role, roleNames) }) };
            return new ConstructedImport(name, args as unknown as UserImportArgs, options, undefined, host);
        },
    },
    "cognito-user-import:index:UserImportGroups": {
        inputNames: ["userPoolId", "groups", "exclusive", "maxMissingUsers", "callsPerSecond", "aws"],
        make: (name, inputs, options, host) =>
            new ConstructedGroups(name, inputs as unknown as UserImportGroupsArgs, options, host),
    },
};

/**
 * Makes a component and its children.
 *
 * @throws UserImportError where there is no such component, or it has no such argument
 */
export function makeComponent(
    type: string,
    name: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
    host: ComponentHost,
): Made {
    const component = components[type];
    if (component === undefined) {
        throw new UserImportError("validation-failed", `The plugin cognito-user-import has no component ${type}.`);
    }
    const unknown = Object.keys(inputs).filter((input) => !component.inputNames.includes(input));
    if (unknown.length > 0) {
        const known = component.inputNames.join(", ");
        throw new UserImportError(
            "validation-failed",
            `${type.split(":").at(-1)} has no argument ${unknown.join(", ")}. It has: ${known}.`,
        );
    }
    return component.make(name, inputs, options, host);
}

/** What the component registers is what its program gets. */
class ConstructedImport extends UserImport {
    declare public outputs: pulumi.Inputs;

    protected override registerOutputs(outputs: pulumi.Inputs): void {
        this.outputs = outputs;
        super.registerOutputs(outputs);
    }
}

class ConstructedGroups extends UserImportGroups {
    declare public outputs: pulumi.Inputs;

    protected override registerOutputs(outputs: pulumi.Inputs): void {
        this.outputs = outputs;
        super.registerOutputs(outputs);
    }
}

const roleNames = ["confusedDeputyPrevention", "roleName", "path", "permissionsBoundary", "tags"] as const;

/** An object that may be an output as a whole, as one whose values are. */
function byKey(value: unknown, names: readonly string[]): pulumi.Inputs {
    if (!pulumi.Output.isInstance(value)) {
        return value as pulumi.Inputs;
    }
    const known = value as pulumi.Output<Readonly<Record<string, unknown>> | undefined>;
    return Object.fromEntries(names.map((name) => [name, known.apply((object) => object?.[name])]));
}
