/** The value in the middle; of an even number of them, the upper of the two. */
export function median(values: readonly number[]): number {
    return values.toSorted((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** The smallest and the largest value. */
export function spreadOf(values: readonly number[]): readonly [number, number] {
    return [Math.min(...values), Math.max(...values)];
}

/**
 * The power that y grows with as x does: the slope of the straight line through the points' logarithms, by least squares.
 * 1 is linear.
 */
export function exponentOf(points: readonly (readonly [x: number, y: number])[]): number {
    const logarithms = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
    const [meanX, meanY] = [mean(logarithms.map(([x]) => x)), mean(logarithms.map(([, y]) => y))];
    const covariance = mean(logarithms.map(([x, y]) => (x - meanX) * (y - meanY)));
    return covariance / mean(logarithms.map(([x]) => (x - meanX) ** 2));
}

function mean(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}
