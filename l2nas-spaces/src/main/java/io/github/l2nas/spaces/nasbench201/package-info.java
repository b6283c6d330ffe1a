/** The NAS-Bench-201 space (Dong and Yang 2020). */
package io.github.l2nas.spaces.nasbench201;
