import { EmulatorError } from "../errors";
import type { Shape } from "./shape";

/**
 * The request that a form of AWS's query protocol holds, as the JSON that `shape` reads: `Tags.member.1.Key=team` is
 * `{ Tags: [{ Key: "team" }] }`.
 * @throws EmulatorError MalformedInput when a number is none.
 */
export function formContent(shape: Shape<unknown>, form: URLSearchParams): unknown {
    return valueAt(shape, form, "") ?? {};
}

function valueAt(shape: Shape<unknown>, form: URLSearchParams, name: string): unknown {
    const { type, members, member } = shape.traits;
    if (type === "structure") {
        return structureAt(members as Readonly<Record<string, Member>>, form, name);
    }
    if (type === "list") {
        return listAt(member as Shape<unknown>, form, name);
    }
    const text = form.get(name) ?? undefined;
    if (type === "integer" && text !== undefined) {
        if (!/^-?[0-9]{1,15}$/.test(text)) {
            throw new EmulatorError("MalformedInput", `${name} is not a number.`);
        }
        return Number(text);
    }
    return text;
}

type Member = Shape<unknown> | { readonly required: Shape<unknown> };

function structureAt(members: Readonly<Record<string, Member>>, form: URLSearchParams, name: string): unknown {
    const given = Object.entries(members).flatMap(([key, member]) => {
        const value = valueAt(
            "required" in member ? member.required : member,
            form,
            name === "" ? key : `${name}.${key}`,
        );
        return value === undefined ? [] : [[key, value] as const];
    });
    return given.length === 0 ? undefined : Object.fromEntries(given);
}

function listAt(member: Shape<unknown>, form: URLSearchParams, name: string): unknown {
    const items: unknown[] = [];
    for (;;) {
        const item = valueAt(member, form, `${name}.member.${items.length + 1}`);
        if (item === undefined) {
            return items.length === 0 ? undefined : items;
        }
        items.push(item);
    }
}
