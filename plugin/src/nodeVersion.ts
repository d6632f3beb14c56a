// An old Node has to get as far as the sentence: no imports here, and no syntax of later years.

/** The oldest versions that work, by major version. Later majors work too, but for 21. `engines` in package.json says the same. */
const oldest: readonly (readonly [number, number])[] = [
    [20, 19],
    [22, 12],
];

/**
 * Why this Node cannot run the plugin; `undefined`: it can.
 *
 * @param version such as `20.19.0`
 */
export function reasonAgainstNode(version: string): string | undefined {
    const [major, minor] = version.split(".").map(Number) as [number, number];
    const newest = oldest[oldest.length - 1] as readonly [number, number];
    const isEnough = major > newest[0] || oldest.some((one) => one[0] === major && minor >= one[1]);
    return isEnough
        ? undefined
        : `pulumi-resource-cognito-user-import needs Node.js ${oldest.map((one) => one.join(".")).join(" or ")} or newer, and the node ` +
              `on PATH is ${version}. Install a newer one from https://nodejs.org.`;
}
