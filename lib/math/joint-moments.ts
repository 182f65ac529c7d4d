/** Count, means and summed products of deviations of a run of pairs. */
export interface JointMoments {
  readonly count: number;
  readonly meanX: number;
  readonly meanY: number;
  /** Sum of squared deviations of x. */
  readonly xx: number;
  readonly yy: number;
  /** Sum of products of deviations. */
  readonly xy: number;
}

/** The moments of a single pair. */
export function momentsOfPair(x: number, y: number): JointMoments {
  return { count: 1, meanX: x, meanY: y, xx: 0, yy: 0, xy: 0 };
}

/**
 * The moments of two runs together.
 *
 * Source: P. Pébay, Formulas for robust, one-pass parallel computation of covariances and arbitrary-
 * order statistical moments, Sandia report SAND2008-6212 (2008), equations 1.1 to 3.6.
 */
export function mergeMoments(left: JointMoments, right: JointMoments): JointMoments {
  const count = left.count + right.count;
  const share = right.count / count;
  const weight = left.count * share;
  const apartX = right.meanX - left.meanX;
  const apartY = right.meanY - left.meanY;
  return {
    count,
    meanX: left.meanX + apartX * share,
    meanY: left.meanY + apartY * share,
    xx: left.xx + right.xx + apartX * apartX * weight,
    yy: left.yy + right.yy + apartY * apartY * weight,
    xy: left.xy + right.xy + apartX * apartY * weight,
  };
}
