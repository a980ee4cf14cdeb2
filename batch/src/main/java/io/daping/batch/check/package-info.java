/** Whether gold may be published: rules that hold whatever was sold. */
package io.daping.batch.check;
