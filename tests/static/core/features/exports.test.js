import assert from "node:assert/strict";
import { csvOf } from "../../../../static/js/core/features/exports.js";
import { testEach } from "../../support.js";

testEach(
  "tables hold a row for each cell, number or keypoint",
  [
    [
      {
        hog: {
          orientations: 2,
          histogram: [
            [
              [1, 2],
              [3, 4],
            ],
          ],
        },
      },
      "row,column,bin 0,bin 1\n0,0,1,2\n0,1,3,4\n",
    ],
    [{ cnn: { top: [], length: 2, features: [0.5, 0] } }, "number,value\n0,0.5\n1,0\n"],
    [{ vectors: { corners: [0.5, -1] } }, "number,value\n0,0.5\n1,-1\n"],
    [
      { sift: { keypoints: [{ x: 1.5, y: 2, size: 3, angle: 4, response: 5 }] } },
      "x,y,size,angle,response\n1.5,2,3,4,5\n",
    ],
  ],
  (features, table) => assert.equal(csvOf(features), table),
);
