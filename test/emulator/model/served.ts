import type { Shape } from "../../../emulator/src/model/shape";

/** What the emulator's own model says of one member. */
export type Traits = Readonly<Record<string, unknown>>;

/** The members that a shape reads, by path; below an `opaque` one anything is taken as it comes. */
export function servedMembers(shape: Shape<unknown>, path = ""): Map<string, Traits> {
    const { members, member, ...own } = shape.traits;
    const found = new Map<string, Traits>(path === "" ? [] : [[path, own]]);
    if (members !== undefined) {
        for (const [name, given] of Object.entries(
            members as Record<string, Shape<unknown> | { required: Shape<unknown> }>,
        )) {
            const inner = path === "" ? name : `${path}.${name}`;
            const isRequired = "required" in given;
            for (const [at, traits] of servedMembers(isRequired ? given.required : given, inner)) {
                found.set(at, at === inner && isRequired ? { ...traits, required: true } : traits);
            }
        }
    }
    if (member !== undefined) {
        const suffix = own.type === "map" ? "{}" : "[]";
        for (const [at, traits] of servedMembers(member as Shape<unknown>, path + suffix)) {
            found.set(at, traits);
        }
    }
    return found;
}

/** Whether a path lies in a structure that is kept without looking inside. */
export function isOpaque(path: string, served: ReadonlyMap<string, Traits>): boolean {
    return [...served].some(([at, traits]) => traits.opaque === true && path.startsWith(`${at}.`));
}
