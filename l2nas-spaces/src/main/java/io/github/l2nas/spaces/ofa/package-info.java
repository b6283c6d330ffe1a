/** The Once-for-All MobileNetV3 space (Cai et al. 2020). */
package io.github.l2nas.spaces.ofa;
