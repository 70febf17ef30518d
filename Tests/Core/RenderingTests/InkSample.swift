/// A picture drawn by hand in which nothing overlaps: a variable, a constant, an operation and all that is around them.
enum InkSample {
  static let svg = """
    <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 800 500">
    <title>A sample</title>
    <defs><path id="a" d="M0 0h500v-700h-500z"/></defs>
    <rect class="background" width="100%" height="100%" fill="#fff"/>
    <g class="heading"><g aria-label="the title" transform="translate(40 50) scale(0.02)">
      <use xlink:href="#a"/><use xlink:href="#a" x="600"/></g></g>
    <g class="progress"><g aria-label="step 1 of 2" transform="translate(700 50)"><g transform="scale(0.015)">
      <use xlink:href="#a"/></g></g><path fill="#4a3" d="M600 60h80v5h-80z"/></g>
    <g class="edges">
      <g data-edge="3.0"><path fill="none" stroke="#999" stroke-width="2" d="M138,150C200,150 250,190 330,220"/>
        <path fill="#999" d="M338,222L329,226L331,218z"/>
        <rect x="200" y="160" width="40" height="20" rx="3" fill="#fff"/>
        <g aria-label="12" transform="translate(205 175)"><g transform="scale(0.016)"><use xlink:href="#a"/></g></g></g>
      <g data-edge="3.1"><path fill="none" stroke="#999" stroke-width="2" d="M138,300C200,300 250,260 330,240"/>
        <path fill="#999" d="M338,238L331,242L329,234z"/></g>
    </g>
    <g class="nodes">
      <g data-node="1" data-kind="variable"><rect x="70" y="120" width="60" height="60" rx="11" stroke="#000"/>
        <g aria-label="x" transform="translate(95 155)"><g transform="scale(0.02)"><use xlink:href="#a"/></g></g>
        <g aria-label="4" transform="translate(95 205)"><g transform="scale(0.015)"><use xlink:href="#a"/></g></g></g>
      <g data-node="2" data-kind="constant"><rect x="70" y="270" width="60" height="60" stroke="#000"/>
        <g aria-label="2" transform="translate(95 305)"><g transform="scale(0.02)"><use xlink:href="#a"/></g></g></g>
      <g data-node="3" data-kind="operation"><circle cx="376" cy="230" r="30" stroke="#000" stroke-width="2"/>
        <circle cx="376" cy="230" r="33.5" class="ring" fill="none" stroke="#4a3" stroke-width="5"/>
        <g aria-label="mul" transform="translate(371 236)"><g transform="scale(0.02)"><use xlink:href="#a"/></g></g></g>
    </g>
    <g data-gradient="1" class="growing"><rect x="10" y="130" width="52" height="40" rx="7" stroke="#4a3"/>
      <g aria-label="the derivative" transform="translate(20 148)"><g transform="scale(0.016)">
        <use xlink:href="#a"/></g></g>
      <circle cx="30" cy="160" r="4" fill="none" stroke="#999"/></g>
    <g class="caption"><rect x="100" y="360" width="600" height="60" rx="12" stroke="#ccc"/>
      <g aria-label="the rule" transform="translate(300 385) scale(0.02)"><use xlink:href="#a"/></g>
      <g aria-label="the sum" transform="translate(300 410) scale(0.02)"><use xlink:href="#a"/></g></g>
    <g class="queue"><g aria-label="queue" transform="translate(40 470)"><g transform="scale(0.015)">
      <use xlink:href="#a"/></g></g>
      <g data-chip="1" transform="translate(100 465)"><rect x="-17" y="-14" width="34" height="28" rx="7"/>
        <g aria-label="x in the queue" transform="translate(-4 5)"><g transform="scale(0.016)">
          <use xlink:href="#a"/></g></g></g>
      <path fill="none" stroke="#666" d="M129 461l-4 4l4 4"/>
      <g data-chip="2" transform="translate(154 465)"><rect x="-17" y="-14" width="34" height="28"/></g></g>
    <g class="legend"><rect x="600" y="456" width="18" height="18" rx="4" stroke="#000"/>
      <g aria-label="variable" transform="translate(625 470)"><g transform="scale(0.015)">
        <use xlink:href="#a"/></g></g></g>
    </svg>
    """
}
