import { type FileImport, importsOf } from "./sourceFiles";

/** A package's source folder and its parts from top to bottom. A part is a folder (`jobs/`) or a file (`cli.ts`) in it. */
export interface LayeredPackage {
    /** From the repository's folder, with a slash at its end. */
    readonly folder: string;
    readonly layers: readonly (readonly string[])[];
}

/** The part that a file belongs to; `undefined`: it is in none. */
export function partOf({ folder, layers }: LayeredPackage, path: string): string | undefined {
    const inside = path.slice(folder.length);
    return layers.flat().find((part) => (part.endsWith("/") ? inside.startsWith(part) : inside === part));
}

/**
 * Why an import between two files of a package goes in the wrong direction; `undefined`: it does not. A part may use what is
 * below it, and types of what is beside it.
 */
export function objection(
    layered: LayeredPackage,
    from: string,
    { target, isTypeOnly }: FileImport,
): string | undefined {
    const [part, targetPart] = [partOf(layered, from), partOf(layered, target)];
    if (part === undefined || targetPart === undefined) {
        return `${from} → ${target}: one of them is in none of the layers of this test`;
    }
    if (part === targetPart && part.endsWith("/")) {
        return undefined;
    }
    const layerOf = (name: string): number => layered.layers.findIndex((layer) => layer.includes(name));
    const [layer, targetLayer] = [layerOf(part), layerOf(targetPart)];
    return layer < targetLayer || (isTypeOnly && layer === targetLayer) ? undefined : `${from} → ${target}`;
}

/** What each file imports from files, types included. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The imports among files. */
export function importGraph(files: readonly string[]): ImportGraph {
    return new Map(
        files.map((path) => [path, importsOf(path).flatMap(({ target, isPackage }) => (isPackage ? [] : [target]))]),
    );
}

/** Files that import each other in a circle: for each file that leads back to itself, one shortest way. */
export function circlesOf(graph: ImportGraph): string[] {
    const circles = [...graph.keys()].map((file) => wayBack(graph, file)).filter((way) => way !== undefined);
    // Every file of a circle finds it; it is named once, by its first file in the order of names.
    return circles.filter((way) => way.every((file) => file >= (way[0] ?? ""))).map((way) => way.join(" → "));
}

function wayBack(graph: ImportGraph, start: string): string[] | undefined {
    const ways: string[][] = [[start]];
    const seen = new Set<string>();
    for (const way of ways) {
        for (const target of graph.get(way.at(-1) ?? "") ?? []) {
            if (target === start) {
                return way;
            }
            if (!seen.has(target)) {
                seen.add(target);
                ways.push([...way, target]);
            }
        }
    }
    return undefined;
}
