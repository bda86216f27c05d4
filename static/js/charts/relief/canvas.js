/**
 * Draws a relief with WebGL: a lit surface with contour lines, walls, and the map as its floor.
 * @module
 */

import { FLOATS, floorMesh, surfaceMesh, wallMesh } from "./mesh.js";

/** @typedef {import("../../core/maps/orbit.js").Lens} Lens */
/** @typedef {import("../../core/shared/projection.js").Size} Size */
/** @typedef {import("../../core/maps/relief-shape.js").Shape} Shape */
/** @typedef {import("./mesh.js").Mesh} Mesh */

/**
 * @typedef {object} Look
 * @property {TexImageSource} surface picture of the tones and contour lines, seen from above
 * @property {TexImageSource} walls picture of the walls, from top to foot
 * @property {TexImageSource} floor picture of the floor
 */

/** @typedef {{sharpness: number, cells: number}} Detail pixels for each CSS pixel, and cells of the surface along each axis */

/** @type {Detail} */
const FINE = { sharpness: 2, cells: 128 };
/** For motion on a machine that draws slowly. @type {Detail} */
const COARSE = { sharpness: 0.8, cells: 36 };
/** A frame that takes longer is slow. */
const SLOW_MILLISECONDS = 28;

/** Ambient light, one key light, and a slight highlight (Blinn and Phong), for each vertex. */
const VERTEX = `#version 300 es
layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec2 texel;
uniform mat4 projection;
uniform vec3 eye;
uniform vec3 light;
uniform vec2 shine;
out vec2 at;
out vec2 lit;
void main() {
  vec3 view = normalize(eye - position);
  float diffuse = max(dot(normal, light), 0.0);
  float highlight = pow(max(dot(normal, normalize(light + view)), 0.0), 24.0);
  at = texel;
  lit = vec2(mix(1.0, 0.6 + 0.5 * diffuse, shine.x), shine.y * highlight);
  gl_Position = projection * vec4(position, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision mediump float;
in vec2 at;
in vec2 lit;
uniform sampler2D picture;
out vec4 colour;
void main() {
  vec4 tone = texture(picture, at);
  colour = vec4(tone.rgb * lit.x + lit.y, tone.a);
}`;

/** How strongly the light shows, and the highlight. @type {Record<"surface" | "walls" | "floor", [number, number]>} */
const SHINE = { surface: [1, 0.1], walls: [1, 0], floor: [0, 0] };

export class ReliefCanvas {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.canvas = document.createElement("canvas");
    this.canvas.className = "relief-canvas";
    this.canvas.ariaHidden = "true";
    parent.append(this.canvas);
    /** @type {{shape: Shape, look: Look} | null} */
    this.scene = null;
    /** @type {Size} */
    this.size = { width: 0, height: 0 };
    this.detail = FINE;
    this.drawnAt = 0;
    /** @type {{lens: Lens, detail: Detail} | null} what was drawn last */
    this.painted = null;
    /** @type {Parts | null} */
    this.parts = null;
    this.canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      this.parts = null;
    });
    this.canvas.addEventListener("webglcontextrestored", () => {
      this.upload();
      if (this.painted) this.paint(this.painted.lens, this.painted.detail);
    });
  }

  /** @param {Size} size CSS pixels */
  resize({ width, height }) {
    this.size = { width, height };
    Object.assign(this.canvas.style, { left: "0", top: "0", width: `${width}px`, height: `${height}px` });
  }

  /**
   * @param {Shape} shape
   * @param {Look} look
   */
  load(shape, look) {
    this.scene = { shape, look };
    this.upload();
  }

  upload() {
    if (!this.scene) return;
    const gl = /** @type {WebGL2RenderingContext} */ (
      this.canvas.getContext("webgl2", { antialias: false, preserveDrawingBuffer: true })
    );
    this.parts ??= new Parts(gl);
    this.parts.load(this.scene.shape, this.scene.look);
  }

  /**
   * Draw a frame of a motion, as finely as this machine can without stuttering.
   * @param {Lens} lens
   */
  draw(lens) {
    const now = performance.now();
    const interval = now - this.drawnAt;
    if (interval > SLOW_MILLISECONDS && interval < 10 * SLOW_MILLISECONDS) this.detail = COARSE;
    this.drawnAt = now;
    this.paint(lens, this.detail);
  }

  /**
   * Draw the picture that stays.
   * @param {Lens} lens
   */
  refine(lens) {
    this.drawnAt = 0;
    this.paint(lens, FINE);
  }

  /**
   * @param {Lens} lens
   * @param {Detail} detail
   */
  paint(lens, detail) {
    const { canvas, size } = this;
    this.painted = { lens, detail };
    const [width, height] = [size.width, size.height].map((side) => Math.round(side * detail.sharpness));
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    this.parts?.draw(lens, detail, canvas);
  }
}

/** Programs, meshes and textures of a WebGL context. */
class Parts {
  /** @param {WebGL2RenderingContext} gl */
  constructor(gl) {
    this.gl = gl;
    this.program = programOf(gl);
    this.floor = bufferOf(gl);
    this.levels = [FINE, COARSE].map((detail) => ({ detail, surface: bufferOf(gl), walls: bufferOf(gl) }));
    this.pictures = { floor: textureOf(gl), walls: textureOf(gl), surface: textureOf(gl) };
    gl.enable(gl.DEPTH_TEST);
    gl.enable(gl.BLEND);
    gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  }

  /**
   * @param {Shape} shape
   * @param {Look} look
   */
  load(shape, look) {
    const { gl, pictures } = this;
    for (const { detail, surface, walls } of this.levels) {
      fill(gl, surface, surfaceMesh(shape, detail.cells));
      fill(gl, walls, wallMesh(shape, detail.cells));
    }
    fill(gl, this.floor, floorMesh(shape));
    for (const part of /** @type {const} */ (["surface", "walls", "floor"])) {
      gl.bindTexture(gl.TEXTURE_2D, pictures[part]);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, look[part]);
      gl.generateMipmap(gl.TEXTURE_2D);
    }
  }

  /**
   * @param {Lens} lens
   * @param {Detail} detail
   * @param {Size} size in device pixels
   */
  draw({ matrix, eye, light }, detail, { width, height }) {
    const { gl, program, pictures } = this;
    const level = /** @type {Parts["levels"][number]} */ (this.levels.find((one) => one.detail === detail));
    const uniform = (/** @type {string} */ name) => gl.getUniformLocation(program, name);
    gl.viewport(0, 0, width, height);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.useProgram(program);
    gl.uniformMatrix4fv(uniform("projection"), false, matrix);
    gl.uniform3f(uniform("eye"), eye.x, eye.y, eye.z);
    gl.uniform3f(uniform("light"), light.x, light.y, light.z);
    for (const [mesh, picture, shine] of /** @type {const} */ ([
      [level.surface, pictures.surface, SHINE.surface],
      [level.walls, pictures.walls, SHINE.walls],
      [this.floor, pictures.floor, SHINE.floor],
    ])) {
      gl.uniform2f(uniform("shine"), ...shine);
      gl.bindTexture(gl.TEXTURE_2D, picture);
      gl.bindVertexArray(mesh.array);
      gl.drawElements(gl.TRIANGLES, mesh.count, gl.UNSIGNED_INT, 0);
    }
  }
}

/** @typedef {{array: WebGLVertexArrayObject, vertices: WebGLBuffer, triangles: WebGLBuffer, count: number}} MeshBuffer */

/** @param {WebGL2RenderingContext} gl */
function programOf(gl) {
  const program = gl.createProgram();
  for (const [kind, source] of /** @type {const} */ ([
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ])) {
    const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return program;
}

/**
 * @param {WebGL2RenderingContext} gl
 * @returns {MeshBuffer}
 */
function bufferOf(gl) {
  const buffer = {
    array: gl.createVertexArray(),
    vertices: gl.createBuffer(),
    triangles: gl.createBuffer(),
    count: 0,
  };
  gl.bindVertexArray(buffer.array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer.vertices);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, buffer.triangles);
  [3, 3, 2].reduce((offset, length, location) => {
    gl.enableVertexAttribArray(location);
    gl.vertexAttribPointer(location, length, gl.FLOAT, false, 4 * FLOATS, 4 * offset);
    return offset + length;
  }, 0);
  return buffer;
}

/**
 * @param {WebGL2RenderingContext} gl
 * @param {MeshBuffer} buffer
 * @param {Mesh} mesh
 */
function fill(gl, buffer, { vertices, triangles }) {
  gl.bindVertexArray(buffer.array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer.vertices);
  gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STATIC_DRAW);
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, triangles, gl.STATIC_DRAW);
  buffer.count = triangles.length;
}

/** @param {WebGL2RenderingContext} gl */
function textureOf(gl) {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const axis of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, axis, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_NEAREST);
  return texture;
}

/**
 * Whether this browser can draw in 3-D.
 * @returns {boolean}
 */
export function hasWebGL() {
  available ??= document.createElement("canvas").getContext("webgl2") !== null;
  return available;
}

/** @type {boolean | undefined} */
let available;
